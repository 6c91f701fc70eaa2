import { afterEach, expect, test } from 'vitest'
import type { MockSpotware, MockSpotwareOptions } from '@/mock-spotware/start'
import { JsonClient, numbers } from '@/mock-spotware/testing/json-client'
import { ANA_LIVE, control, grantTo, startTestMock } from '@/mock-spotware/testing/start-test-mock'
import { stoppedClock } from '@/mock-spotware/testing/stopped-clock'

const DIA = 41_000_401
const MOST_WAITING = 1_000
const NOON = Date.UTC(2026, 10, 18, 12)

let mock: MockSpotware
const clients: JsonClient[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await mock.close()
})

async function start(options: MockSpotwareOptions = {}) {
  mock = await startTestMock(options)
  const { accessToken } = await grantTo(mock, 'ana')
  return { accessToken, ctidTraderAccountId: ANA_LIVE }
}

async function connected() {
  const client = await JsonClient.authenticated(mock, 'live')
  clients.push(client)
  return client
}

test('requests about an account wait for its history in their order; everything else goes on', async () => {
  const ana = await start()
  const [client, other] = [await connected(), await connected()]
  const account = { ctidTraderAccountId: ANA_LIVE }
  const arrived: string[] = []
  const note = (name: string, answer: Promise<unknown>) =>
    answer.then((outcome) => arrived.push(`${name} ${outcome}`))
  await Promise.all([
    note('auth', client.outcome(numbers.accountAuth, ana)),
    note('trader', client.outcome(numbers.trader, account)),
    note('again', client.outcome(numbers.accountAuth, ana)),
    note('logout', client.outcome(numbers.accountLogout, account)),
    note('late', client.outcome(numbers.trader, account)),
    note('version', client.outcome(numbers.version)),
    note('other', other.outcome(numbers.version)),
  ])
  const prompt = arrived.filter((line) => line === 'version ok' || line === 'other ok')
  expect(arrived).toEqual([
    ...prompt,
    'auth ok',
    'trader ok',
    'again ALREADY_LOGGED_IN',
    'logout ok',
    'late ACCOUNT_NOT_AUTHORIZED',
  ])
  expect(prompt).toHaveLength(2)
})

test('a client that keeps its pace is not throttled while the longest history is being made', async () => {
  const clock = stoppedClock(NOON)
  const ana = await start({ clock, heartbeatSeconds: 0.2 })
  const { accessToken } = await grantTo(mock, 'dia')
  const [client, other] = [await connected(), await connected()]
  expect(await client.outcome(numbers.accountAuth, ana)).toBe('ok')

  let isMade = false
  const whenMade = (outcome: unknown) => {
    isMade = true
    return outcome
  }
  const dia = { ctidTraderAccountId: DIA }
  const queued = [
    client.outcome(numbers.accountList, { accessToken }).then(whenMade),
    client.outcome(numbers.accountAuth, { ...dia, accessToken }).then(whenMade),
  ]
  const arrivals: number[] = []
  const window = { fromTimestamp: NOON - 3_600_000, toTimestamp: NOON }
  for (let sent = 0; sent < 12; sent += 1) {
    const order = queued.length
    queued.push(client.outcome(numbers.dealList, { ...dia, ...window }))
    void queued[order]?.then(() => arrivals.push(order))
    const ofAna = { ctidTraderAccountId: ANA_LIVE, ...window }
    expect(await client.outcome(numbers.dealList, ofAna)).toBe('ok')
    expect(await other.outcome(numbers.version)).toBe('ok')
    clock.advance(500)
  }
  await client.next(numbers.heartbeat)
  await other.next(numbers.heartbeat)
  expect(isMade).toBe(false)

  expect(await Promise.all(queued)).toEqual(queued.map(() => 'ok'))
  expect(arrivals).toEqual([...arrivals].sort((a, b) => a - b))
  expect((await control(mock, 'GET', '/control/violations')).body).toMatchObject({ count: 0 })
  const arrived = mock.world.requests
    .all()
    .filter((entry) => entry.kind === 'open-api' && entry.accountId === DIA)
    .map(({ at }) => at - NOON)
  expect(arrived).toEqual([0, ...Array.from({ length: 12 }, (_none, sent) => sent * 500)])
})

test('only so many requests may wait', async () => {
  const ana = await start({ otherRequestsPerSecond: 100_000 })
  const client = await connected()
  const auth = client.outcome(numbers.accountAuth, ana)
  const account = { ctidTraderAccountId: ANA_LIVE }
  const outcomes = await Promise.all(
    Array.from({ length: MOST_WAITING }, () => client.outcome(numbers.trader, account)),
  )
  expect(await auth).toBe('ok')
  expect(outcomes.pop()).toBe('REQUEST_FREQUENCY_EXCEEDED')
  expect(new Set(outcomes)).toEqual(new Set(['ok']))
  expect(await client.outcome(numbers.trader, account)).toBe('ok')
})
