import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { writeLedger } from '@/mock-spotware/accounts/ledger'
import { formatMoney } from '@/mock-spotware/accounts/money'
import { WEEK_MS } from '@/mock-spotware/duration'
import type { MockSpotware } from '@/mock-spotware/start'
import { JsonClient, numbers } from '@/mock-spotware/testing/json-client'
import { ANA_DEMO, control, grantTo, startTestMock } from '@/mock-spotware/testing/start-test-mock'
import { stoppedClock } from '@/mock-spotware/testing/stopped-clock'

const NOON = Date.UTC(2026, 10, 18, 12)

let folder: string
let mock: MockSpotware
let client: JsonClient
const about = { ctidTraderAccountId: ANA_DEMO }

async function start() {
  mock = await startTestMock({
    clock: stoppedClock(NOON),
    stateFile: join(folder, 'state.json'),
    historicalRequestsPerSecond: 1_000,
    otherRequestsPerSecond: 1_000,
  })
  const { accessToken } = await grantTo(mock, 'ana')
  client = await JsonClient.authenticated(mock, 'demo')
  await client.ask(numbers.accountAuth, { ...about, accessToken })
  return accessToken
}
async function stop() {
  client.close()
  await mock.close()
}
let accessToken: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-deals-'))
  accessToken = await start()
})
afterEach(async () => {
  await stop()
  await rm(folder, { recursive: true })
})

const dealSchema = z.object({
  dealId: z.number(),
  executionTimestamp: z.number(),
  utcLastUpdateTimestamp: z.number(),
  commission: z.number(),
  closePositionDetail: z
    .object({
      grossProfit: z.number(),
      swap: z.number(),
      commission: z.number(),
      balance: z.number(),
      balanceVersion: z.number(),
      pnlConversionFee: z.number().default(0),
    })
    .optional(),
})

async function deals(request: Record<string, unknown> = {}) {
  const { payload } = await client.ask(numbers.dealList, { ...about, ...request })
  return z.object({ deal: z.array(dealSchema).default([]), hasMore: z.boolean() }).parse(payload)
}

const madeSchema = z.object({ at: z.iso.datetime(), dealIds: z.array(z.string()) })
async function makeOrders(order: Record<string, unknown>) {
  const { status, body } = await control(mock, 'POST', `/control/deals/${ANA_DEMO}`, order)
  expect(status).toBe(201)
  return madeSchema.parse(body).dealIds.map(Number)
}

function truth() {
  const account = mock.world.account(ANA_DEMO)
  if (!account) throw new Error('no such account')
  return account
}

describe('late deals', () => {
  test('are missing from every list while the balance and the account list have moved', async () => {
    await control(mock, 'POST', '/control/behaviour', { dealLagSeconds: 90 })
    const before = truth().book.balance
    await control(mock, 'POST', '/control/trade', { accountId: ANA_DEMO, net: '12.34' })
    const [opening, closing] = truth().book.deals.slice(-2)
    if (!opening || !closing) throw new Error('nothing was traded')
    const missing = async () => {
      const ofPosition = { ...about, positionId: closing.positionId }
      const order = { ...about, orderId: closing.orderId }
      return {
        list: (await deals()).deal.every(({ dealId }) => dealId < opening.dealId),
        byPosition: !(await client.ask(numbers.dealsByPosition, ofPosition)).payload.deal,
        ofOrder: !(await client.ask(numbers.orderDetails, order)).payload.deal,
        offsets: await client.outcome(numbers.dealOffsets, { ...about, dealId: closing.dealId }),
      }
    }
    const all = { list: true, byPosition: true, ofOrder: true, offsets: 'ENTITY_NOT_FOUND' }
    expect(await missing()).toEqual(all)
    const trader = (await client.ask(numbers.trader, about)).payload.trader
    expect(trader).toMatchObject({ balance: Number(before) + 1_234 })
    const { payload } = await client.ask(numbers.accountList, { accessToken })
    expect(payload.ctidTraderAccount).toMatchObject([{}, { lastClosingDealTimestamp: NOON }, {}])

    mock.world.clock.advance(89_999)
    expect((await missing()).byPosition).toBe(false)
    mock.world.clock.advance(1)
    expect(await missing()).toEqual({
      list: false,
      byPosition: false,
      ofOrder: false,
      offsets: 'ok',
    })
  })
})

describe('ties', () => {
  test('are cut in the middle by a chunk, and whole on either side of a window border', async () => {
    const tied = await makeOrders({ count: 3 })
    expect(tied).toHaveLength(6)
    for (const keptEnd of ['newest', 'oldest'] as const) {
      await control(mock, 'POST', '/control/behaviour', { keptEnd, chunkSize: 4 })
      const cut = await deals({ fromTimestamp: NOON, toTimestamp: NOON })
      expect(cut.hasMore).toBe(true)
      expect(cut.deal.map(({ executionTimestamp }) => executionTimestamp)).toEqual(
        Array(4).fill(NOON),
      )
      expect(cut.deal.map(({ dealId }) => dealId)).toEqual(
        keptEnd === 'newest' ? tied.slice(-4) : tied.slice(0, 4),
      )
    }
    await control(mock, 'POST', '/control/behaviour', { chunkSize: 500 })
    const before = await deals({ fromTimestamp: NOON - WEEK_MS, toTimestamp: NOON })
    const after = await deals({ fromTimestamp: NOON, toTimestamp: NOON + WEEK_MS })
    for (const { deal } of [before, after]) {
      const ids = deal.map(({ dealId }) => dealId)
      expect(tied.every((dealId) => ids.includes(dealId))).toBe(true)
    }
  })

  test('of one position: opened and closed in the same millisecond', async () => {
    const tied = await makeOrders({ count: 1 })
    const { deal } = await deals({ fromTimestamp: NOON })
    expect(deal.map(({ dealId }) => dealId)).toEqual(tied)
    expect(deal.map(({ closePositionDetail }) => Boolean(closePositionDetail))).toEqual([
      false,
      true,
    ])
  })
})

/** Each closing deal and cash operation explains its step of the balance. */
async function expectExactChain() {
  await control(mock, 'POST', '/control/behaviour', { historyWindow: 'any', chunkSize: 100_000 })
  const { deal } = await deals({ fromTimestamp: 0 })
  const window = { ...about, fromTimestamp: 0, toTimestamp: mock.world.clock.now() }
  const cash = z
    .array(z.object({ delta: z.number(), balance: z.number(), balanceVersion: z.number() }))
    .parse((await client.ask(numbers.cashFlow, window)).payload.depositWithdraw)
  const steps = [
    ...deal.flatMap(({ closePositionDetail: close }) => {
      if (!close) return []
      const { grossProfit, swap, commission, pnlConversionFee, balance, balanceVersion } = close
      return [{ net: grossProfit + swap + commission - pnlConversionFee, balance, balanceVersion }]
    }),
    ...cash.map(({ delta, ...rest }) => ({ net: delta, ...rest })),
  ].sort((a, b) => a.balanceVersion - b.balanceVersion)
  const broken = steps.filter(
    (step, index) => step.balance - (steps[index - 1]?.balance ?? 0) !== step.net,
  )
  expect(broken).toEqual([])
  expect(BigInt(steps.at(-1)?.balance ?? 0)).toBe(truth().book.balance)
}

describe('a corrected deal', () => {
  test('reads differently, is newer, and leaves the books exact, over a restart too', async () => {
    const chosen = truth()
      .book.deals.filter(({ close }) => close)
      .at(-5)
    if (!chosen?.close) throw new Error('ana never closed anything')
    const balance = truth().book.balance
    const { swap, commission } = chosen.close
    const own = chosen.commission
    const untouched = truth().book.deals.filter(
      ({ close }) => close && close.balanceVersion < (chosen.close?.balanceVersion ?? 0),
    ).length
    mock.world.clock.advance(60_000)
    const path = `/control/deals/${ANA_DEMO}/${chosen.dealId}`
    const cents = (amount: bigint) => (Number(amount) / 100).toFixed(2)
    const { status } = await control(mock, 'POST', path, {
      swap: cents(swap - 250n),
      commission: cents(commission + 40n),
      note: 'Swap was booked twice',
    })
    expect(status).toBe(200)

    const event = await client.next(numbers.executionEvent)
    expect(event.payload).toMatchObject({ executionType: 9, deal: { dealId: chosen.dealId } })
    expect((await client.next(numbers.traderUpdatedEvent)).payload).toMatchObject({
      trader: { balance: Number(balance) - 210 },
    })
    const check = async () => {
      await expectExactChain()
      const all = (await deals({ fromTimestamp: 0 })).deal
      expect(all.find(({ dealId }) => dealId === chosen.dealId)).toMatchObject({
        utcLastUpdateTimestamp: NOON + 60_000,
        commission: Number(own) + 40,
        closePositionDetail: { swap: Number(swap) - 250, commission: Number(commission) + 40 },
      })
      const isNewer = (one: z.output<typeof dealSchema>) =>
        one.utcLastUpdateTimestamp !== one.executionTimestamp
      const closings = all.filter(({ closePositionDetail }) => closePositionDetail)
      expect(closings.map(isNewer)).toEqual(closings.map((_one, index) => index >= untouched))
      const ledger = writeLedger(truth())
      expect(ledger.balance).toBe(cents(balance - 210n))
      const id = String(chosen.dealId)
      expect(
        [...ledger.positions, ...ledger.openPositions]
          .flatMap(({ closingDeals }) => closingDeals)
          .find(({ dealId }) => dealId === id),
      ).toMatchObject({ swap: cents(swap - 250n), note: 'Swap was booked twice' })
    }
    await check()
    await stop()
    await start()
    await check()
  })

  test('restates the cash that came later, on the wire and in the ledger', async () => {
    const chosen = truth()
      .book.deals.filter(({ close }) => close)
      .at(-5)
    if (!chosen?.close) throw new Error('ana never closed anything')
    const { balanceVersion, swap } = chosen.close
    await control(mock, 'POST', '/control/cash', { accountId: ANA_DEMO, amount: '7.50' })
    const cashOnWire = async () => {
      const window = { ...about, fromTimestamp: NOON, toTimestamp: NOON }
      return (await client.ask(numbers.cashFlow, window)).payload.depositWithdraw
    }
    const before = truth().book.cashOperations.map((operation) => ({ ...operation }))
    const last = before.at(-1)
    if (!last) throw new Error('no cash was booked')
    expect(await cashOnWire()).toMatchObject([{ delta: 750, balance: Number(last.balance) }])

    const path = `/control/deals/${ANA_DEMO}/${chosen.dealId}`
    const corrected = formatMoney(swap - 250n, 2)
    expect((await control(mock, 'POST', path, { swap: corrected })).status).toBe(200)
    await expectExactChain()
    expect(await cashOnWire()).toMatchObject([{ delta: 750, balance: Number(last.balance) - 250 }])
    const restated = before.map((operation) =>
      operation.balanceVersion > balanceVersion ? operation.balance - 250n : operation.balance,
    )
    expect(restated.at(-1)).toBe(last.balance - 250n)
    expect(writeLedger(truth()).cashFlows.map(({ balance }) => balance)).toEqual(
      restated.map((balance) => formatMoney(balance, 2)),
    )
  })

  test.each([
    [() => '1', {}, 404],
    [() => 'x', {}, 404],
    [() => '99999999999999999999', {}, 404],
    [() => truth().book.deals.find(({ close }) => !close)?.dealId, { swap: '1' }, 409],
    [() => truth().book.deals.find(({ close }) => close)?.dealId, { swap: '1.234' }, 400],
    [() => truth().book.deals.find(({ close }) => close)?.dealId, { swap: 'much' }, 400],
  ])('is refused when it cannot be (%#)', async (dealId, body, status) => {
    const path = `/control/deals/${ANA_DEMO}/${dealId()}`
    expect((await control(mock, 'POST', path, body)).status).toBe(status)
  })
})

describe('pushed events', () => {
  const types = async (count: number) => {
    const seen: unknown[] = []
    while (seen.length < count) {
      seen.push((await client.next(numbers.executionEvent)).payload.executionType)
    }
    return seen
  }

  test('tell whole, partial and rejected fills apart', async () => {
    await makeOrders({ fill: 'whole', close: false })
    await makeOrders({ fill: 'part', close: false })
    await makeOrders({ fill: 'none' })
    expect(await types(3)).toEqual([3, 11, 7])
    const made = (await deals({ fromTimestamp: NOON })).deal
    expect(made).toHaveLength(3)
  })

  test('may begin with the acceptance, and bring the same fill twice', async () => {
    const change = { orderEvents: 'acceptedToo', fillDelivery: 'twice' }
    await control(mock, 'POST', '/control/behaviour', change)
    await makeOrders({ close: false })
    expect(await types(3)).toEqual([2, 3, 3])
  })

  test('come for swap when the clock crosses a rollover', async () => {
    await makeOrders({ close: false })
    await types(1)
    const open = [...truth().book.openPositions.keys()]
    mock.world.clock.advance(10 * 3_600_000)
    expect(await types(open.length)).toEqual(open.map(() => 9))
  })
})
