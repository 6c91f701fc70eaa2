import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { MockSpotware } from '@/mock-spotware/start'
import { JsonClient, numbers } from '@/mock-spotware/testing/json-client'
import { ANA_DEMO, control, grantTo, startTestMock } from '@/mock-spotware/testing/start-test-mock'

let mock: MockSpotware
let client: JsonClient
let accessToken: string
const about = { ctidTraderAccountId: ANA_DEMO }

beforeAll(async () => {
  mock = await startTestMock()
})
afterAll(() => mock.close())
beforeEach(async () => {
  accessToken = (await grantTo(mock, 'ana')).accessToken
  client = await JsonClient.authenticated(mock, 'demo')
  await client.ask(numbers.accountAuth, { ...about, accessToken })
})
afterEach(async () => {
  client.close()
  await control(mock, 'POST', '/control/reset')
})

async function setStatus(status: string) {
  const answer = await control(mock, 'POST', `/control/accounts/${ANA_DEMO}`, { status })
  expect(answer.status).toBe(200)
}

describe('an account the broker does not serve', () => {
  test.each([
    ['gone', 'RET_NO_SUCH_LOGIN', numbers.tokenInvalidatedEvent],
    ['disabled', 'RET_ACCOUNT_DISABLED', numbers.accountDisconnectEvent],
    ['unreachable', 'CH_SERVER_NOT_REACHABLE', numbers.accountDisconnectEvent],
  ])('is %s: %s, after its session was ended', async (status, code, event) => {
    await setStatus(status)
    expect((await client.next(event)).clientMsgId).toBeUndefined()
    expect(await client.outcome(numbers.trader, about)).toBe('ACCOUNT_NOT_AUTHORIZED')
    expect(await client.outcome(numbers.accountAuth, { ...about, accessToken })).toBe(code)
    const list = await client.ask(numbers.accountList, { accessToken })
    expect(list.payload.ctidTraderAccount).toHaveLength(3)
    await setStatus('active')
    expect(await client.outcome(numbers.accountAuth, { ...about, accessToken })).toBe('ok')
    expect(await client.outcome(numbers.trader, about)).toBe('ok')
  })

  test('is blocked: the session stays, every request is refused', async () => {
    await setStatus('blocked')
    const refusal = await client.ask(numbers.trader, about)
    expect(refusal.payload).toMatchObject({ ...about, errorCode: 'CHANNEL_IS_BLOCKED' })
    await setStatus('active')
    expect(await client.outcome(numbers.trader, about)).toBe('ok')
  })

  test.each([
    ['/control/accounts/1', { status: 'gone' }, 404],
    [`/control/accounts/${ANA_DEMO}`, { status: 'odd' }, 400],
    ['/control/accounts/1/end-sessions', {}, 404],
  ])('POST %s %o answers %i', async (path, body, status) => {
    expect((await control(mock, 'POST', path, body)).status).toBe(status)
  })
})

describe('a lost account session', () => {
  test('is announced, or found out by the next request', async () => {
    const path = `/control/accounts/${ANA_DEMO}/end-sessions`
    await control(mock, 'POST', path, {})
    expect((await client.next(numbers.accountDisconnectEvent)).payload).toEqual(about)
    await client.ask(numbers.accountAuth, { ...about, accessToken })
    await control(mock, 'POST', path, { announced: false })
    expect(await client.outcome(numbers.trader, about)).toBe('ACCOUNT_NOT_AUTHORIZED')
  })

  test('may be told as INVALID_REQUEST that says so', async () => {
    await control(mock, 'POST', '/control/behaviour', { lostSessionAnswer: 'INVALID_REQUEST' })
    await client.ask(numbers.accountLogout, about)
    const { payload } = await client.ask(numbers.trader, about)
    expect(payload).toMatchObject({
      errorCode: 'INVALID_REQUEST',
      description: expect.stringContaining('not authorized'),
    })
  })
})

test('ids that do not exist are told apart by what they should have named', async () => {
  const outcome = (payloadType: number, request: object) =>
    client.outcome(payloadType, { ...about, ...request })
  expect(await outcome(numbers.orderDetails, { orderId: 1 })).toBe('ORDER_NOT_FOUND')
  expect(await outcome(numbers.dealsByPosition, { positionId: 1 })).toBe('POSITION_NOT_FOUND')
  expect(await outcome(numbers.ordersByPosition, { positionId: 1 })).toBe('POSITION_NOT_FOUND')
  expect(await outcome(numbers.dealOffsets, { dealId: 1 })).toBe('ENTITY_NOT_FOUND')
  const conversion = { firstAssetId: 4, lastAssetId: 999 }
  expect(await outcome(numbers.symbolsForConversion, conversion)).toBe('ENTITY_NOT_FOUND')
  expect(await outcome(numbers.symbolById, { symbolId: [1, 77_777] })).toBe('SYMBOL_NOT_FOUND')
  await control(mock, 'POST', '/control/behaviour', { unknownSymbolAnswer: 'UNKNOWN_SYMBOL' })
  expect(await outcome(numbers.symbolById, { symbolId: [77_777] })).toBe('UNKNOWN_SYMBOL')
})
