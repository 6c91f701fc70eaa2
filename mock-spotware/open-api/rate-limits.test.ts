import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MockSpotware } from '@/mock-spotware/start'
import { JsonClient, numbers } from '@/mock-spotware/testing/json-client'
import {
  ANA_DEMO,
  ANA_LIVE,
  control,
  grantTo,
  startTestMock,
} from '@/mock-spotware/testing/start-test-mock'
import { stoppedClock } from '@/mock-spotware/testing/stopped-clock'

let mock: MockSpotware
const clients: JsonClient[] = []

beforeEach(async () => {
  mock = await startTestMock({ clock: stoppedClock(Date.UTC(2026, 10, 20, 12)) })
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await mock.close()
})

async function readyClient(environment: 'live' | 'demo', accountId: number, accessToken: string) {
  const client = await JsonClient.authenticated(mock, environment)
  clients.push(client)
  const account = { ctidTraderAccountId: accountId }
  await client.ask(numbers.accountAuth, { ...account, accessToken })
  return { client, dealList: () => client.ask(numbers.dealList, account) }
}

async function violations() {
  return (await control(mock, 'GET', '/control/violations')).body
}

test('the sixth historical request within a second is blocked, and says for how long', async () => {
  const { accessToken } = await grantTo(mock, 'ana')
  const { client, dealList } = await readyClient('demo', ANA_DEMO, accessToken)
  for (let sent = 0; sent < 5; sent += 1) expect((await dealList()).payloadType).toBe(2134)
  expect((await dealList()).payload).toMatchObject({
    errorCode: 'BLOCKED_PAYLOAD_TYPE',
    retryAfter: 1,
    ctidTraderAccountId: ANA_DEMO,
  })
  expect(await violations()).toMatchObject({
    count: 1,
    violations: [{ kind: 'historicalRate', scope: 'connection', payloadType: 2133 }],
  })

  mock.world.clock.advance(500)
  expect((await dealList()).payload.errorCode).toBe('BLOCKED_PAYLOAD_TYPE')
  expect(await violations()).toMatchObject({ violations: [{}, { kind: 'blockedPayloadType' }] })
  expect(await client.outcome(numbers.version)).toBe('ok')
  mock.world.clock.advance(500)
  expect((await dealList()).payloadType).toBe(2134)
})

test('the other throttle answer blocks nothing further', async () => {
  await control(mock, 'POST', '/control/behaviour', {
    throttleAnswer: 'REQUEST_FREQUENCY_EXCEEDED',
  })
  const { accessToken } = await grantTo(mock, 'ana')
  const { dealList } = await readyClient('demo', ANA_DEMO, accessToken)
  for (let sent = 0; sent < 5; sent += 1) await dealList()
  expect((await dealList()).payload.errorCode).toBe('REQUEST_FREQUENCY_EXCEEDED')
  mock.world.clock.advance(975)
  expect((await dealList()).payloadType).toBe(2134)
})

test('all connections of the application share a budget, live and demo together', async () => {
  const { accessToken } = await grantTo(mock, 'ana')
  const demo = await readyClient('demo', ANA_DEMO, accessToken)
  const live = await readyClient('live', ANA_LIVE, accessToken)
  for (let sent = 0; sent < 3; sent += 1) await demo.dealList()
  for (let sent = 0; sent < 2; sent += 1) expect((await live.dealList()).payloadType).toBe(2134)
  expect((await live.dealList()).payload.errorCode).toBe('BLOCKED_PAYLOAD_TYPE')
  expect(await violations()).toMatchObject({
    violations: [{ kind: 'historicalRate', scope: 'application', environment: 'live' }],
  })
})

test('the fifty-first other request within a second is blocked; heartbeats are free', async () => {
  const { accessToken } = await grantTo(mock, 'ana')
  const { client } = await readyClient('demo', ANA_DEMO, accessToken)
  const usedByAuthentication = 2
  for (let sent = usedByAuthentication; sent < 50; sent += 1) {
    client.sendRaw(JSON.stringify({ payloadType: numbers.heartbeat, payload: {} }))
    expect(await client.outcome(numbers.version)).toBe('ok')
  }
  expect(await client.outcome(numbers.version)).toBe('BLOCKED_PAYLOAD_TYPE')
  expect(await violations()).toMatchObject({ count: 1, violations: [{ kind: 'otherRate' }] })
})
