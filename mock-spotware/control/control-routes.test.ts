import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { MockSpotware } from '@/mock-spotware/start'
import { JsonClient, numbers } from '@/mock-spotware/testing/json-client'
import {
  ANA_DEMO,
  ANA_LIVE,
  BEN,
  control,
  grantTo,
  startTestMock,
} from '@/mock-spotware/testing/start-test-mock'

let mock: MockSpotware

beforeAll(async () => {
  mock = await startTestMock()
})
afterAll(() => mock.close())
afterEach(() => control(mock, 'POST', '/control/reset'))

test('a made trade comes to the wanted net and is pushed to who watches the account', async () => {
  const { accessToken } = await grantTo(mock, 'ana')
  const client = await JsonClient.authenticated(mock, 'demo')
  await client.ask(numbers.accountAuth, { ctidTraderAccountId: ANA_DEMO, accessToken })

  const order = { accountId: ANA_DEMO, symbol: 'XAUUSD', direction: 'SELL', net: '-123.45' }
  const { status, body } = await control(mock, 'POST', '/control/trade', order)
  expect(status).toBe(201)
  expect(body).toMatchObject({
    accountId: ANA_DEMO,
    position: { symbol: 'XAUUSD', direction: 'SELL', net: '-123.45', lots: '1' },
  })
  const opened = await client.next(numbers.executionEvent)
  const closed = await client.next(numbers.executionEvent)
  client.close()
  expect(opened.payload).toMatchObject({ executionType: 3, position: { positionStatus: 1 } })
  expect(closed.payload).toMatchObject({
    ctidTraderAccountId: ANA_DEMO,
    executionType: 3,
    position: { positionStatus: 2 },
    deal: { dealStatus: 2, tradeSide: 1, closePositionDetail: { moneyDigits: 2 } },
  })
  const ledger = await control(mock, 'GET', `/control/ledger/${ANA_DEMO}`)
  expect(ledger.body).toHaveProperty('positions')
  expect(mock.world.account(ANA_DEMO)?.book.closedLifetimes.at(-1)?.closings[0]?.net).toBe(-12_345n)
})

test('a trade can stay open, and a netted account refuses to mix it with another', async () => {
  const open = { accountId: BEN, close: false }
  const made = await control(mock, 'POST', '/control/trade', open)
  expect(made.body).not.toHaveProperty('position.closedAt')
  const symbol = 'GER40'
  expect(await control(mock, 'POST', '/control/trade', { ...open, symbol })).toMatchObject({
    status: 409,
  })
})

test('cash is booked, pushed, and moves the balance', async () => {
  const { accessToken } = await grantTo(mock, 'ana')
  const client = await JsonClient.authenticated(mock, 'demo')
  await client.ask(numbers.accountAuth, { ctidTraderAccountId: ANA_DEMO, accessToken })
  const order = { accountId: ANA_DEMO, amount: '-50.25', note: 'Rent' }
  const { body } = await control(mock, 'POST', '/control/cash', order)
  expect(body).toMatchObject({ kind: 'WITHDRAW', delta: '-50.25', note: 'Rent' })
  expect((await client.next(numbers.executionEvent)).payload).toMatchObject({
    executionType: 10,
    depositWithdraw: { operationType: 1, delta: -5_025 },
  })
  expect((await client.next(numbers.traderUpdatedEvent)).payload).toHaveProperty('trader.balance')
  client.close()
})

test.each([
  ['/control/trade', '{', 400],
  ['/control/trade', '{}', 400],
  ['/control/trade', '{"accountId":1}', 404],
  ['/control/trade', `{"accountId":${ANA_LIVE},"symbol":"NOPE"}`, 404],
  ['/control/trade', `{"accountId":${ANA_LIVE},"lots":"0.001"}`, 400],
  ['/control/trade', `{"accountId":${ANA_LIVE},"net":"1.234"}`, 400],
  ['/control/cash', `{"accountId":${ANA_LIVE},"amount":"0"}`, 400],
  ['/control/grants', '{"persona":"zoe"}', 404],
  ['/control/grants', `{"persona":"ben","accounts":[${ANA_LIVE}]}`, 404],
  ['/control/grants/99/revoke', '', 404],
  ['/control/application', '[]', 400],
  ['/control/behaviour', '{"echoState":"sometimes"}', 400],
  ['/control/behaviour', '{"unknown":1}', 400],
  ['/control/nothing', '', 404],
])('POST %s %s answers %i with a reason', async (path, body, status) => {
  const response = await fetch(`${mock.controlUrl}${path}`, { method: 'POST', body })
  expect(response.status).toBe(status)
  expect(await response.json()).toEqual({ error: expect.any(String) })
})

test('unknown accounts, methods and foreign names are refused', async () => {
  expect((await control(mock, 'GET', '/control/ledger/x')).status).toBe(404)
  expect((await control(mock, 'GET', '/control/reset')).status).toBe(405)
})

test('reset ends grants, drops connections and forgets what was seen and made', async () => {
  const { accessToken } = await grantTo(mock, 'ana')
  const client = await JsonClient.authenticated(mock, 'demo')
  await control(mock, 'POST', '/control/trade', { accountId: ANA_DEMO })
  await control(mock, 'POST', '/control/behaviour', { chunkSize: 1 })
  await control(mock, 'POST', '/control/reset')
  await client.closed
  expect((await control(mock, 'GET', '/control/requests')).body).toMatchObject({ count: 0 })
  expect((await control(mock, 'GET', '/control/grants')).body).toEqual({ grants: [] })
  expect((await control(mock, 'GET', '/control/behaviour')).body).toMatchObject({ chunkSize: 500 })
  const again = await JsonClient.authenticated(mock, 'demo')
  expect(await again.outcome(numbers.accountList, { accessToken })).toBe('CH_ACCESS_TOKEN_INVALID')
  again.close()
})

test('the panel shows people, grants and buttons', async () => {
  await grantTo(mock, 'ana')
  const page = await (await fetch(mock.controlUrl)).text()
  expect(page).toContain('Demo 5602 · Pepperwood Markets · USD')
  expect(page).toContain('Revoke access of ana')
  expect(page).toContain('>Add a trade to Demo 5501</button>')
  expect(page).toContain('Reset everything')
})
