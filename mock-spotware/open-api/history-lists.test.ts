import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { writeLedger } from '@/mock-spotware/accounts/ledger'
import { DAY_MS, WEEK_MS } from '@/mock-spotware/duration'
import type { MockSpotware } from '@/mock-spotware/start'
import { JsonClient, numbers } from '@/mock-spotware/testing/json-client'
import {
  ANA_DEMO,
  ANA_SWAP_FREE,
  BEN,
  control,
  grantTo,
  startTestMock,
} from '@/mock-spotware/testing/start-test-mock'

const dealSchema = z.object({
  dealId: z.number(),
  orderId: z.number(),
  positionId: z.number(),
  symbolId: z.number(),
  filledVolume: z.number(),
  executionTimestamp: z.number(),
  executionPrice: z.number().optional(),
  tradeSide: z.number(),
  dealStatus: z.number(),
  closePositionDetail: z
    .object({
      closedVolume: z.number(),
      grossProfit: z.number(),
      swap: z.number(),
      commission: z.number(),
      pnlConversionFee: z.number().default(0),
    })
    .optional(),
})
const dealListSchema = z.object({ deal: z.array(dealSchema).default([]), hasMore: z.boolean() })
type WireDeal = z.output<typeof dealSchema>

let mock: MockSpotware
let client: JsonClient

const generous = { historicalRequestsPerSecond: 1_000, otherRequestsPerSecond: 1_000 }

beforeAll(async () => {
  mock = await startTestMock(generous)
  client = await JsonClient.authenticated(mock, 'demo')
  for (const [persona, accountIds] of [
    ['ana', [ANA_DEMO, ANA_SWAP_FREE]],
    ['ben', [BEN]],
  ] as const) {
    const { accessToken } = await grantTo(mock, persona)
    for (const ctidTraderAccountId of accountIds) {
      await client.ask(numbers.accountAuth, { ctidTraderAccountId, accessToken })
    }
  }
})
afterAll(async () => {
  client.close()
  await mock.close()
})
beforeEach(async () => {
  const normal = {
    historyWindow: 'oneWeek',
    chunkSize: 500,
    keptEnd: 'newest',
    keptHistoryDays: 36_500,
  }
  await control(mock, 'POST', '/control/behaviour', normal)
})

async function deals(request: Record<string, unknown>, payloadType: number = numbers.dealList) {
  const answer = await client.ask(payloadType, { ctidTraderAccountId: ANA_DEMO, ...request })
  return dealListSchema.parse(answer.payload)
}

async function allDeals(accountId: number): Promise<WireDeal[]> {
  const everything = { historyWindow: 'any', chunkSize: 100_000 }
  await control(mock, 'POST', '/control/behaviour', everything)
  return (await deals({ ctidTraderAccountId: accountId, fromTimestamp: 0 })).deal
}

function truth(accountId: number) {
  const account = mock.world.account(accountId)
  if (!account) throw new Error('no such account')
  return account
}

describe('windows', () => {
  const monday = Date.UTC(2026, 8, 7)

  test.each([
    ['a week and a millisecond', { fromTimestamp: monday, toTimestamp: monday + WEEK_MS + 1 }],
    ['the wrong way round', { fromTimestamp: monday, toTimestamp: monday - 1 }],
    ['before the epoch', { fromTimestamp: -1, toTimestamp: 5 }],
    ['beyond 2038', { fromTimestamp: 2_147_483_646_000, toTimestamp: 2_147_483_646_001 }],
  ])('%s is refused by every list', async (_name, bounds) => {
    const request = { ctidTraderAccountId: ANA_DEMO, ...bounds }
    for (const list of [numbers.dealList, numbers.orderList, numbers.cashFlow]) {
      expect(await client.outcome(list, request)).toBe('INCORRECT_BOUNDARIES')
    }
    const ofPosition = { ...request, positionId: 1 }
    expect(await client.outcome(numbers.dealsByPosition, ofPosition)).toBe('INCORRECT_BOUNDARIES')
    expect(await client.outcome(numbers.ordersByPosition, ofPosition)).toBe('INCORRECT_BOUNDARIES')
  })

  test('a week exactly is answered, with both ends included', async () => {
    const [first] = truth(ANA_DEMO).book.deals.filter(({ executedAt }) => executedAt > monday)
    const at = first?.executedAt ?? 0
    const starting = await deals({ fromTimestamp: at, toTimestamp: at + WEEK_MS })
    expect(starting.deal[0]?.dealId).toBe(first?.dealId)
    const ending = await deals({ fromTimestamp: at - WEEK_MS, toTimestamp: at })
    expect(ending.deal.at(-1)?.dealId).toBe(first?.dealId)
    expect(starting.hasMore).toBe(false)
  })

  test('without bounds the list is the last week, and that of a position everything', async () => {
    const { book } = truth(ANA_DEMO)
    const recent = book.deals.filter((deal) => deal.executedAt >= Date.now() - WEEK_MS)
    expect((await deals({})).deal.map(({ dealId }) => dealId)).toEqual(
      recent.map(({ dealId }) => dealId),
    )
    const oldest = book.closedLifetimes[0]
    const all = await deals({ positionId: oldest?.positionId }, numbers.dealsByPosition)
    expect(all.deal.map(({ dealId }) => dealId)).toEqual(
      book.deals
        .filter(({ positionId }) => positionId === oldest?.positionId)
        .map(({ dealId }) => dealId),
    )
  })

  test('cash flow needs both bounds', async () => {
    const request = { ctidTraderAccountId: ANA_DEMO, fromTimestamp: monday }
    expect(await client.outcome(numbers.cashFlow, request)).toBe('INVALID_REQUEST')
  })
})

test('lists reach no further back than is kept, and the balances go on from before', async () => {
  const { book } = truth(ANA_DEMO)
  const kept = Date.now() - 100 * DAY_MS
  const everything = { fromTimestamp: 0, toTimestamp: Date.now() }
  await control(mock, 'POST', '/control/behaviour', { keptHistoryDays: 100, historyWindow: 'any' })
  const [oldest] = (await deals(everything)).deal
  expect(oldest?.dealId).toBe(book.deals.find(({ executedAt }) => executedAt >= kept)?.dealId)
  const { payload } = await client.ask(numbers.cashFlow, {
    ctidTraderAccountId: ANA_DEMO,
    ...everything,
  })
  const wanted = book.cashOperations.filter(({ at }) => at >= kept)
  expect(payload.depositWithdraw ?? []).toHaveLength(wanted.length)
  const gone = book.closedLifetimes[0]?.positionId
  expect((await deals({ positionId: gone }, numbers.dealsByPosition)).deal).toEqual([])
  const ended = { toTimestamp: kept - WEEK_MS, fromTimestamp: 0 }
  expect((await deals(ended)).deal).toEqual([])
})

describe('chunks', () => {
  test.each(['newest', 'oldest'] as const)('a cut list keeps the %s rows', async (keptEnd) => {
    const all = await allDeals(ANA_DEMO)
    await control(mock, 'POST', '/control/behaviour', { keptEnd, chunkSize: 7 })
    const cut = await deals({ fromTimestamp: 0 })
    expect(cut.hasMore).toBe(true)
    expect(cut.deal).toEqual(keptEnd === 'newest' ? all.slice(-7) : all.slice(0, 7))
    const asked = await deals({ fromTimestamp: 0, maxRows: 3 })
    expect(asked).toEqual({
      hasMore: true,
      deal: keptEnd === 'newest' ? all.slice(-3) : all.slice(0, 3),
    })
  })
})

/** Rebuilds finished lifetimes from deals alone, the way the protocol reference describes it. */
function rebuild(all: WireDeal[]) {
  interface Building {
    positionId: number
    open: number
    nets: number[]
    openings: number[]
    closings: number[]
  }
  const building = new Map<number, Building>()
  const finished: Building[] = []
  for (const deal of all.filter(({ dealStatus }) => dealStatus === 2 || dealStatus === 3)) {
    const detail = deal.closePositionDetail
    const known = building.get(deal.positionId)
    if (detail && known) {
      const { grossProfit, swap, commission, pnlConversionFee } = detail
      known.open -= detail.closedVolume
      known.nets.push(grossProfit + swap + commission - Math.abs(pnlConversionFee))
      known.closings.push(deal.dealId)
      if (known.open === 0) {
        finished.push(known)
        building.delete(deal.positionId)
      }
    }
    const opened = deal.filledVolume - (detail?.closedVolume ?? 0)
    if (opened === 0) continue
    const { positionId } = deal
    const one = building.get(positionId) ?? {
      positionId,
      open: 0,
      nets: [],
      openings: [],
      closings: [],
    }
    one.open += opened
    one.openings.push(deal.dealId)
    building.set(positionId, one)
  }
  return { finished, unfinished: [...building.values()] }
}

test.each([ANA_DEMO, ANA_SWAP_FREE, BEN])(
  'what the wire tells about %i rebuilds the ledger exactly',
  async (accountId) => {
    const { finished, unfinished } = rebuild(await allDeals(accountId))
    const ledger = writeLedger(truth(accountId))
    const cents = (text: string) => Math.round(Number(text) * 100)
    const sum = (nets: number[]) => nets.reduce((all, one) => all + one, 0)
    expect(
      finished.map(({ positionId, nets, openings, closings }) => ({
        positionId: String(positionId),
        net: sum(nets),
        openings: openings.map(String),
        closings: closings.map(String),
      })),
    ).toEqual(
      ledger.positions.map((position) => ({
        positionId: position.positionId,
        net: cents(position.net),
        openings: position.openingDeals.map(({ dealId }) => dealId),
        closings: position.closingDeals.map(({ dealId }) => dealId),
      })),
    )
    const byId = (a: { positionId: string }, b: { positionId: string }) =>
      Number(a.positionId) - Number(b.positionId)
    expect(
      unfinished
        .map(({ positionId, nets }) => ({ positionId: String(positionId), net: sum(nets) }))
        .sort(byId),
    ).toEqual(
      ledger.openPositions
        .map(({ positionId, net }) => ({ positionId, net: cents(net) }))
        .sort(byId),
    )
  },
)

describe('beside the deals', () => {
  test('orders tell what deals do not, newest first for a position', async () => {
    const { book } = truth(ANA_DEMO)
    const closed = book.closedLifetimes.find(({ closings }) => closings.length > 1)
    const request = { ctidTraderAccountId: ANA_DEMO, positionId: closed?.positionId }
    const { payload } = await client.ask(numbers.ordersByPosition, request)
    const orders = z
      .array(z.object({ orderId: z.number(), closingOrder: z.boolean() }))
      .parse(payload.order)
    expect(orders.length).toBe((closed?.openings.length ?? 0) + (closed?.closings.length ?? 0))
    expect(orders.at(-1)?.closingOrder).toBe(false)
    expect(orders[0]?.closingOrder).toBe(true)
    const detailRequest = { ctidTraderAccountId: ANA_DEMO, orderId: orders[0]?.orderId }
    const details = await client.ask(numbers.orderDetails, detailRequest)
    expect(details.payload.deal).toMatchObject([{ dealId: closed?.closings.at(-1)?.dealId }])
  })

  test('offsets link a partial close to its opening deal', async () => {
    const closed = truth(ANA_DEMO).book.closedLifetimes.find(({ closings }) => closings.length > 1)
    const opening = closed?.openings[0]
    const { payload } = await client.ask(numbers.dealOffsets, {
      ctidTraderAccountId: ANA_DEMO,
      dealId: opening?.dealId,
    })
    expect(payload.offsetBy).toMatchObject(
      closed?.closings.map(({ dealId, volume }) => ({ dealId, volume: Number(volume) })) ?? [],
    )
  })

  test('reconcile lists exactly what is open', async () => {
    const { payload } = await client.ask(numbers.reconcile, { ctidTraderAccountId: ANA_DEMO })
    const open = [...truth(ANA_DEMO).book.openPositions.values()]
    expect(payload.position).toMatchObject(
      open.map(({ positionId, volume }) => ({
        positionId,
        tradeData: { volume: Number(volume) },
        positionStatus: 1,
      })),
    )
  })

  test('cash flow carries signed deltas of costs that are in no deal', async () => {
    await control(mock, 'POST', '/control/behaviour', { historyWindow: 'any' })
    const request = { ctidTraderAccountId: ANA_SWAP_FREE, fromTimestamp: 0 }
    const { payload } = await client.ask(numbers.cashFlow, { ...request, toTimestamp: Date.now() })
    const operations = z
      .array(z.object({ operationType: z.number(), delta: z.number(), moneyDigits: z.literal(2) }))
      .parse(payload.depositWithdraw)
    expect(operations[0]).toMatchObject({ operationType: 0, delta: 5_000_000 })
    const rolloverFees = operations.filter(({ operationType }) => operationType === 18)
    expect(rolloverFees.length).toBeGreaterThan(10)
    expect(rolloverFees.every(({ delta }) => delta < 0)).toBe(true)
  })

  test('reference data describes every symbol that was traded', async () => {
    const account = { ctidTraderAccountId: ANA_DEMO }
    const { payload } = await client.ask(numbers.symbolById, { ...account, symbolId: [1, 3, 9] })
    expect(payload.symbol).toMatchObject([
      { symbolId: 1, digits: 5, pipPosition: 4, lotSize: 10_000_000, minVolume: 100_000 },
      { symbolId: 3, digits: 3, pipPosition: 2, lotSize: 10_000_000 },
      { symbolId: 9, digits: 2, pipPosition: 1, lotSize: 10_000, pnlConversionFeeRate: 50 },
    ])
    expect(await client.outcome(numbers.symbolById, { ...account, symbolId: [77_777] })).toBe(
      'SYMBOL_NOT_FOUND',
    )
    for (const [list, field, length] of [
      [numbers.assetList, 'asset', 12],
      [numbers.assetClassList, 'assetClass', 4],
      [numbers.symbolCategoryList, 'symbolCategory', 5],
      [numbers.symbolsList, 'symbol', 11],
    ] as const) {
      expect((await client.ask(list, account)).payload[field]).toHaveLength(length)
    }
    const conversion = { ...account, firstAssetId: 7, lastAssetId: 4 }
    expect(
      (await client.ask(numbers.symbolsForConversion, conversion)).payload.symbol,
    ).toMatchObject([{ symbolName: 'EURJPY' }])
  })

  test('bars surround the deals of their hour', async () => {
    const deal = truth(ANA_DEMO).book.deals.find(({ symbol }) => symbol.name === 'EURUSD')
    const at = deal?.executedAt ?? 0
    const { payload } = await client.ask(numbers.trendbars, {
      ctidTraderAccountId: ANA_DEMO,
      symbolId: 1,
      period: 9,
      fromTimestamp: at - 3_600_000,
      toTimestamp: at + 3_600_000,
    })
    const bar = z
      .array(
        z.object({ low: z.number(), deltaHigh: z.number(), utcTimestampInMinutes: z.number() }),
      )
      .parse(payload.trendbar)
      .findLast(({ utcTimestampInMinutes }) => utcTimestampInMinutes * 60_000 <= at)
    const price = (deal?.price ?? 0) * 100_000
    const spread = 2
    expect(price).toBeGreaterThanOrEqual((bar?.low ?? 0) - spread)
    expect(price).toBeLessThanOrEqual((bar?.low ?? 0) + (bar?.deltaHigh ?? 0) + spread)
  })
})
