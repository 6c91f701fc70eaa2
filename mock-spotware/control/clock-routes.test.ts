import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { MockSpotware } from '@/mock-spotware/start'
import { JsonClient, numbers } from '@/mock-spotware/testing/json-client'
import { ANA_DEMO, control, grantTo, startTestMock } from '@/mock-spotware/testing/start-test-mock'

let mock: MockSpotware

beforeAll(async () => {
  mock = await startTestMock()
})
afterAll(() => mock.close())

const clockSchema = z.object({ now: z.iso.datetime(), aheadMs: z.number() })

async function clock() {
  return clockSchema.parse((await control(mock, 'GET', '/control/clock')).body)
}

test.each([
  [90_000, 90_000],
  ['90s', 90_000],
  ['15m', 900_000],
  ['36h', 129_600_000],
  ['7d', 604_800_000],
])('advance %j moves the time by %i ms', async (advance, milliseconds) => {
  const before = await clock()
  const { status, body } = await control(mock, 'POST', '/control/clock', { advance })
  expect(status).toBe(200)
  const after = clockSchema.parse(body)
  expect(after.aheadMs - before.aheadMs).toBe(milliseconds)
  const moved = Date.parse(after.now) - Date.parse(before.now)
  expect(moved).toBeGreaterThanOrEqual(milliseconds)
})

test.each([[0], [-1], [1.5], ['7'], ['7w'], ['-7d'], ['99999d'], [null]])(
  'advance %j is refused',
  async (advance) => {
    const before = await clock()
    const answer = await control(mock, 'POST', '/control/clock', { advance })
    expect(answer).toEqual({ status: 400, body: { error: expect.any(String) } })
    expect((await clock()).aheadMs).toBe(before.aheadMs)
  },
)

test('tokens grow old at once, and what happens afterwards carries the new time', async () => {
  const { accessToken } = await grantTo(mock, 'ana')
  const client = await JsonClient.authenticated(mock, 'demo')
  const account = { ctidTraderAccountId: ANA_DEMO }
  await client.ask(numbers.accountAuth, { ...account, accessToken })
  await control(mock, 'POST', '/control/clock', { advance: '31d' })
  expect(await client.outcome(numbers.trader, account)).toBe('OA_AUTH_TOKEN_EXPIRED')
  client.close()
  const { body } = await control(mock, 'POST', '/control/trade', { accountId: ANA_DEMO })
  const made = z.object({ position: z.object({ openedAt: z.string() }) }).parse(body)
  const { now } = await clock()
  expect(Math.abs(Date.parse(made.position.openedAt) - Date.parse(now))).toBeLessThan(60_000)
})

test('a reset does not bring the time back', async () => {
  await control(mock, 'POST', '/control/clock', { advance: '1h' })
  const { aheadMs } = await clock()
  await control(mock, 'POST', '/control/reset')
  expect((await clock()).aheadMs).toBe(aheadMs)
})

test('with a state file the time that was moved to survives a restart', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'mock-clock-'))
  const stateFile = join(directory, 'state.json')
  const first = await startTestMock({ stateFile })
  await control(first, 'POST', '/control/clock', { advance: '7d' })
  await first.close()
  const second = await startTestMock({ stateFile })
  expect((await control(second, 'GET', '/control/clock')).body).toMatchObject({
    aheadMs: 604_800_000,
  })
  await second.close()
  await rm(directory, { recursive: true })
})
