import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { AppError, ERROR_CODES, notFound } from '@/lib/errors'
import { log } from '@/lib/log'
import { toResponse } from './to-response'

const SECRET = 'VALUE-nobody-may-see'

beforeEach(() => {
  vi.spyOn(log, 'error').mockImplementation(() => undefined)
  vi.spyOn(log, 'warn').mockImplementation(() => undefined)
})
afterEach(() => {
  vi.restoreAllMocks()
})

async function answer(error: unknown) {
  const response = toResponse(error)
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, ...JSON.parse(text) }
}

describe('a refusal of ours', () => {
  test.each(ERROR_CODES)('%s has a status of its own and its words', async (code) => {
    const { status, error, headers } = await answer(new AppError(code, 'Words for people.'))
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(error).toEqual({
      code,
      message: 'Words for people.',
      reference: expect.stringMatching(/^[0-9a-f]{8}$/),
    })
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('tells each code from the others by status', () => {
    const statuses = ERROR_CODES.map((code) => toResponse(new AppError(code, '')).status)
    expect(new Set(statuses).size).toBe(statuses.length)
  })

  test('does not show its cause', async () => {
    const error = new AppError('BAD_INPUT', 'No.', { cause: new Error(SECRET) })
    expect((await answer(error)).text).not.toContain(SECRET)
    expect((await answer(notFound('trade'))).error.message).toBe('There is no such trade.')
  })
})

describe('input that does not fit', () => {
  test('is answered with the first thing that is wrong', async () => {
    const { error } = z.object({ name: z.string('Please give a name.') }).safeParse({})
    expect(await answer(error)).toMatchObject({
      status: 422,
      error: { code: 'BAD_INPUT', message: 'Please give a name.' },
    })
  })
})

describe('an error nobody foresaw', () => {
  test.each([
    ['an error', new Error(SECRET)],
    ['an error with a cause', new Error('x', { cause: { code: SECRET } })],
    ['text', SECRET],
    ['nothing', undefined],
    ['a code that is not ours', Object.assign(new Error(SECRET), { code: 'NOT_FOUND' })],
  ])('%s is answered blandly, and logged under the reference that is shown', async (_, error) => {
    const { status, text, error: shown } = await answer(error)
    expect(status).toBe(500)
    expect(shown.code).toBe('INTERNAL')
    expect(text).not.toContain(SECRET)
    const logged = vi.mocked(log.error).mock.calls[0]?.[0]
    expect(logged).toMatchObject({ reference: shown.reference })
  })
})

describe('a database that is not reachable', () => {
  test('is a passing matter', async () => {
    const error = Object.assign(new Error(SECRET), { code: 'P1001' })
    const { status, text, error: shown } = await answer(new Error('query', { cause: error }))
    expect(status).toBe(503)
    expect(shown.code).toBe('DATABASE_UNAVAILABLE')
    expect(text).not.toContain(SECRET)
  })
})
