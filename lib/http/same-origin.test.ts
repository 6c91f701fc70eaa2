import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { assertSameOrigin } from './same-origin'

beforeEach(() => {
  const settings = {
    DATABASE_URL: 'postgresql://localhost/x',
    APP_URL: 'https://tallybook.test',
    AUTH_SECRET: 'x'.repeat(32),
    CTRADER_CLIENT_ID: 'client',
    CTRADER_AUTH_URL: 'https://id.example.test/authorise',
  }
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
})
afterEach(() => {
  vi.unstubAllEnvs()
})

function ask(method: string, origin?: string) {
  const headers = origin === undefined ? undefined : { origin }
  return () => assertSameOrigin(new Request('https://tallybook.test/api/x', { method, headers }))
}

describe('a write', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s from our own pages is served', (method) => {
    expect(ask(method, 'https://tallybook.test')).not.toThrow()
    expect(ask(method)).not.toThrow()
  })

  test.each([
    'https://evil.test',
    'http://tallybook.test',
    'https://tallybook.test:8443',
    'https://tallybook.test.evil.test',
    'null',
  ])('from %s is refused', (origin) => {
    expect(ask('POST', origin)).toThrow(expect.objectContaining({ code: 'NOT_ALLOWED' }))
  })
})

test('reading is served wherever it comes from: it changes nothing', () => {
  expect(ask('GET', 'https://evil.test')).not.toThrow()
})
