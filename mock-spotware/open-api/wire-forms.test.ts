import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { writeLedger } from '@/mock-spotware/accounts/ledger'
import type { MockSpotware, MockSpotwareOptions } from '@/mock-spotware/start'
import { JsonClient, numbers } from '@/mock-spotware/testing/json-client'
import { decodeFields, type FieldValue } from '@/mock-spotware/testing/protobuf-bytes'
import { ANA_DEMO, control, grantTo, startTestMock } from '@/mock-spotware/testing/start-test-mock'
import { envelope, tcpClient, withPrefix } from '@/mock-spotware/testing/tcp-client'

let mock: MockSpotware
let client: JsonClient
const generous = { historicalRequestsPerSecond: 1_000, otherRequestsPerSecond: 1_000 }

async function start(options: MockSpotwareOptions = {}): Promise<string> {
  mock = await startTestMock({ ...generous, historyWindow: 'any', ...options })
  client = await JsonClient.authenticated(mock, 'demo')
  const { accessToken } = await grantTo(mock, 'ana')
  await client.ask(numbers.accountAuth, { ctidTraderAccountId: ANA_DEMO, accessToken })
  return accessToken
}
afterEach(async () => {
  client.close()
  await mock.close()
})

const about = { ctidTraderAccountId: ANA_DEMO }

function book() {
  const account = mock.world.account(ANA_DEMO)
  if (!account) throw new Error('no such account')
  return account
}

const largeId = z.string().regex(/^\d{17,19}$/)
const dealsSchema = z.object({
  deal: z.array(z.object({ dealId: largeId, orderId: largeId, positionId: largeId })),
})

test('ids above 2^53 are exact in JSON and in the ledger, and requests by them work', async () => {
  await start({ recordIds: 'large' })
  const { payload } = await client.ask(numbers.dealList, { ...about, fromTimestamp: 0 })
  const { deal: deals } = dealsSchema.parse(payload)
  expect(deals.every(({ dealId }) => BigInt(dealId) > 2n ** 53n)).toBe(true)
  expect(new Set(deals.map(({ dealId }) => dealId)).size).toBe(deals.length)

  const ledger = writeLedger(book())
  const known = new Set(ledger.positions.map(({ positionId }) => positionId))
  const chosen = deals.findLast(({ positionId }) => known.has(positionId))
  if (!chosen) throw new Error('no deal of a finished position')
  // an id as bare digits, which JSON.stringify could not write
  client.sendRaw(
    `{"clientMsgId":"x","payloadType":${numbers.dealsByPosition},"payload":` +
      `{"ctidTraderAccountId":${ANA_DEMO},"positionId":${chosen.positionId}}}`,
  )
  const ofPosition = dealsSchema.parse((await client.next(numbers.dealsByPosition + 1)).payload)
  const position = ledger.positions.find(({ positionId }) => positionId === chosen.positionId)
  expect(ofPosition.deal.map(({ dealId }) => dealId).sort()).toEqual(
    [...(position?.openingDeals ?? []), ...(position?.closingDeals ?? [])]
      .map(({ dealId }) => dealId)
      .sort(),
  )
  const details = await client.ask(numbers.orderDetails, { ...about, orderId: chosen.orderId })
  expect(details.payload).toMatchObject({ order: { orderId: chosen.orderId } })
  const offsets = await client.ask(numbers.dealOffsets, { ...about, dealId: chosen.dealId })
  expect(offsets.payload.errorCode).toBeUndefined()
  const unused = String(BigInt(chosen.orderId) + 2n ** 40n)
  expect(await client.outcome(numbers.orderDetails, { ...about, orderId: unused })).toBe(
    'ORDER_NOT_FOUND',
  )
  const window = { ...about, fromTimestamp: 0, toTimestamp: Date.now() }
  const cash = await client.ask(numbers.cashFlow, window)
  expect(cash.payload.depositWithdraw).toMatchObject(
    ledger.cashFlows.map(({ balanceHistoryId }) => ({ balanceHistoryId })),
  )
})

test('ids above 2^53 are exact in protobuf too', async () => {
  const accessToken = await start({ recordIds: 'large' })
  const { socket, read } = await tcpClient(mock)
  const ask = async (payloadType: number, fields: [number, FieldValue][]) => {
    socket.write(withPrefix(envelope(payloadType, fields)))
    const frame = decodeFields(await read())
    expect(frame.get(1)).toEqual([BigInt(payloadType + 1)])
    return decodeFields(z.instanceof(Buffer).parse(frame.get(2)?.[0]))
  }
  await ask(2100, [
    [2, mock.clientId],
    [3, mock.clientSecret],
  ])
  await ask(2102, [
    [2, ANA_DEMO],
    [3, accessToken],
  ])
  const deal = book().book.deals.at(-1)
  if (!deal) throw new Error('ana never traded')
  const shown = book().ids.show(deal.orderId)
  const details = await ask(2181, [
    [2, ANA_DEMO],
    [3, shown],
  ])
  const order = decodeFields(z.instanceof(Buffer).parse(details.get(3)?.[0]))
  expect(order.get(1)).toEqual([shown])
  const wire = decodeFields(z.instanceof(Buffer).parse(details.get(4)?.[0]))
  expect(wire.get(1)).toEqual([book().ids.show(deal.dealId)])
  socket.destroy()
})

test('64-bit values as text and enums by name, as a protobuf library writes JSON', async () => {
  await start()
  const plain = await client.ask(numbers.dealList, about)
  await control(mock, 'POST', '/control/behaviour', { jsonNumbers: 'strings', jsonEnums: 'names' })
  const { payload } = await client.ask(numbers.trader, about)
  const balance = String(book().book.balance)
  expect(payload).toMatchObject({
    ctidTraderAccountId: String(ANA_DEMO),
    trader: { balance, accountType: 'HEDGED', moneyDigits: 2, swapFree: false },
  })
  const deals = await client.ask(numbers.dealList, { ...about, fromTimestamp: 0 })
  expect(deals.payload).toMatchObject({ ctidTraderAccountId: String(ANA_DEMO) })
  const [deal] = z
    .array(z.object({ dealId: z.string(), dealStatus: z.string(), tradeSide: z.string() }))
    .parse(deals.payload.deal)
  expect(['BUY', 'SELL']).toContain(deal?.tradeSide)
  expect(plain.payload.ctidTraderAccountId).toBe(ANA_DEMO)
  const bars = { ...about, period: 'D1', symbolId: '1', count: 2 }
  expect((await client.ask(numbers.trendbars, bars)).payload.period).toBe('D1')
  expect(await client.outcome(numbers.trendbars, { ...bars, period: 'D2' })).toBe('INVALID_REQUEST')
})

test.each([
  ['exceptDetails', [2, undefined, 2]],
  ['traderOnly', [undefined, undefined, 2]],
  ['nowhere', [undefined, undefined, undefined]],
] as const)('moneyDigits sent %s', async (moneyDigits, expected) => {
  await start({ moneyDigits })
  const { payload } = await client.ask(numbers.dealList, { ...about, fromTimestamp: 0 })
  const digits = z.number().optional()
  const detail = z.object({ moneyDigits: digits })
  const deals = z
    .array(z.object({ moneyDigits: digits, closePositionDetail: detail.optional() }))
    .parse(payload.deal)
  const closing = deals.find(({ closePositionDetail }) => closePositionDetail)
  const { trader } = z
    .object({ trader: detail })
    .parse((await client.ask(numbers.trader, about)).payload)
  expect([
    closing?.moneyDigits,
    closing?.closePositionDetail?.moneyDigits,
    trader.moneyDigits,
  ]).toEqual(expected)
})

test('lists can come newest first', async () => {
  await start({ listOrder: 'newestFirst', chunkSize: 5 })
  const { payload } = await client.ask(numbers.dealList, { ...about, fromTimestamp: 0 })
  expect(payload.hasMore).toBe(true)
  expect(payload.deal).toMatchObject(
    book()
      .book.deals.slice(-5)
      .reverse()
      .map(({ dealId }) => ({ dealId })),
  )
})

test('stop loss and take profit come as orders when they are asked for', async () => {
  await start()
  const { profile, book: books } = book()
  const [symbol] = profile.broker.symbols
  if (!symbol) throw new Error('the broker has no symbols')
  const order = { symbol, side: 'BUY', volume: symbol.stepVolume, price: 1.1 } as const
  books.execute({ ...order, at: Date.now(), stopLoss: 1.05, takeProfit: 1.2 })
  const orderSchema = z.array(
    z.object({ orderId: z.number(), orderType: z.number(), positionId: z.number().optional() }),
  )
  const reconcile = async (returnProtectionOrders: boolean) => {
    const request = { ...about, returnProtectionOrders }
    const { payload } = await client.ask(numbers.reconcile, request)
    return orderSchema.default([]).parse(payload.order)
  }
  const protectedIds = [...book().book.openPositions.values()]
    .filter(({ stopLoss, takeProfit }) => stopLoss !== undefined || takeProfit !== undefined)
    .map(({ positionId }) => positionId)
  const added = (await reconcile(true)).slice((await reconcile(false)).length)
  expect(protectedIds.length).toBeGreaterThan(0)
  expect(added.map(({ positionId, orderType }) => ({ positionId, orderType }))).toEqual(
    protectedIds.map((positionId) => ({ positionId, orderType: 4 })),
  )
  for (const { orderId } of added) {
    expect(await client.outcome(numbers.orderDetails, { ...about, orderId })).toBe('ok')
  }
})
