import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import type { Trade } from '@/lib/db/generated/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { keyOfPosition } from '@/lib/domain/deal'
import { Dec } from '@/lib/domain/decimal'
import type { ClosedTrade } from '@/lib/domain/statistics/closed-trade'
import { figureOf } from '@/lib/domain/statistics/figures'
import { sampleOf } from '@/lib/domain/statistics/sample'
import { DEFAULT_SETTINGS } from '@/lib/domain/statistics/settings'
import { makeClosing, makeDeal } from '@/lib/domain/testing/deals'
import { soakRuns } from '@/lib/domain/testing/soak-runs'
import { DASHBOARD_FIGURES, type DashboardView } from '@/lib/domain/views/dashboard'
import { type Journal, type JournalFeed, journalFeed } from '@/lib/imports/testing/journal-feed'
import { lockAccount } from '@/lib/ledger/lock-account'
import { recordDeals } from '@/lib/ledger/record-deals'
import { DashboardQuery, dashboard } from './dashboard'

let database: TestDatabase
let db: Database
let feed: JournalFeed

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
  feed = journalFeed(db)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

type Close = { hours: number; gross: number | null; costs: number }

const BEGIN = Date.UTC(2026, 0, 5, 12)

/** One position per close, so many hours after the fifth of January at noon. */
async function record({ accountId }: Journal, closes: Close[]): Promise<void> {
  await db.$transaction(async (tx) => {
    const { userId } = await lockAccount(tx, accountId)
    const run = await tx.run.create({
      data: { userId, accountId, kind: 'SYNC', trigger: 'schedule', outcome: 'COMPLETED' },
    })
    const deals = closes.map(({ hours, gross, costs }, index) => {
      const id = BigInt(index + 1)
      const amounts = {
        gross: gross === null ? null : new Dec(gross),
        commission: new Dec(costs),
        net: new Dec(gross ?? 0).plus(costs),
      }
      return makeDeal({
        dealId: id,
        positionId: id,
        positionKey: keyOfPosition(id),
        side: 'SELL',
        executedAt: new Date(BEGIN + hours * 3_600_000),
        closing: makeClosing(amounts),
      })
    })
    await recordDeals(tx, { accountId, runId: run.id, deals })
  })
}

async function show({ actor }: Journal, query: Record<string, string> = {}) {
  const view = await dashboard(db, { actor, query: DashboardQuery.parse(query) })
  return view.currencies[0] as DashboardView['currencies'][number]
}

const closes = fc.array(
  fc.record({
    hours: fc.integer({ min: 0, max: 240 }),
    gross: fc.option(fc.integer({ min: -50, max: 50 }), { freq: 5 }),
    costs: fc.constantFrom(0, -1, -3),
  }),
  { minLength: 1, maxLength: 25 },
)

/** What follows from sums of days: the same as from the trades themselves. */
const FROM_SUMS = DASHBOARD_FIGURES.filter((id) => !/drawdown/i.test(id))

describe('the figures of the dashboard', () => {
  test('are those of its trades, by either result', async () => {
    await fc.assert(
      fc.asyncProperty(closes, fc.constantFrom('net', 'gross'), async (list, basis) => {
        const journal = await feed.makeJournal()
        await record(journal, list)
        const { userId } = journal.actor
        const trades = (await db.trade.findMany({ where: { userId } })).map(closedTrade)
        const sample = sampleOf(trades, { ...DEFAULT_SETTINGS, basis })
        const { figures, ...shown } = await show(journal, { basis })
        for (const id of FROM_SUMS) {
          const { value, reason, used } = figureOf(id).compute(sample)
          expect(figures[id], id).toMatchObject({
            value: value?.toDecimalPlaces(8).toFixed() ?? null,
            reason,
            used,
          })
        }
        expect(shown.trades).toBe(sample.trades.length)
        expect(shown.curve.at(-1)?.cumulative ?? '0').toBe(sample.total().toFixed())
        const without = basis === 'gross' ? trades.length - sample.trades.length : 0
        expect(figures.profit.leftOut.reduce((sum, { count }) => sum + count, 0)).toBe(without)
      }),
      soakRuns(15),
    )
  }, 120_000)

  test('measure a drawdown from day to day, and in percent where the balance is known', async () => {
    const journal = await feed.makeJournal()
    await record(journal, [
      { hours: 0, gross: 100, costs: 0 },
      { hours: 24, gross: -300, costs: 0 },
      { hours: 25, gross: 80, costs: 0 },
      { hours: 72, gross: 250, costs: 0 },
    ])
    const unknown = (await show(journal)).figures
    expect(unknown.maxDayDrawdown).toMatchObject({ value: '220', used: 3, countedIn: 'days' })
    expect(unknown.longestDayDrawdown.value).toBe(String(3 * 86_400))
    expect(unknown.maxDayDrawdownShare).toMatchObject({
      value: null,
      reason: 'Starting balance not known',
    })

    const { accountId } = journal
    await db.tradingAccount.update({
      where: { id: accountId },
      data: { backfilledAt: new Date() },
    })
    const move = (id: bigint, at: number, delta: number) =>
      db.cashFlow.create({
        data: {
          accountId,
          balanceHistoryId: id,
          operation: 'BALANCE_DEPOSIT',
          delta,
          balanceAfter: 0,
          at: new Date(at),
          firstRunId: accountId,
        },
      })
    await move(1n, BEGIN - 86_400_000, 1_000)
    await move(2n, BEGIN + 60 * 3_600_000, 5_000)
    expect((await show(journal)).figures.maxDayDrawdownShare.value).toBe('0.2')
    const later = await show(journal, { from: '2026-01-06' })
    expect(later.figures.maxDayDrawdownShare.value).toBe('0.2')
    expect(later.figures.maxDayDrawdown.value).toBe('220')
    const part = await show(journal, { symbol: 'EURUSD' })
    expect(part.figures.maxDayDrawdownShare.value).toBeNull()
  })

  test('are of the days asked for', async () => {
    const journal = await feed.makeJournal()
    await record(journal, [
      { hours: 0, gross: 10, costs: 0 },
      { hours: 24, gross: 20, costs: 0 },
      { hours: 48, gross: 40, costs: 0 },
    ])
    const { figures } = await show(journal, { from: '2026-01-06', to: '2026-01-06' })
    expect(figures.profit).toMatchObject({ value: '20', used: 1 })
  })
})

function closedTrade(trade: Trade): ClosedTrade {
  const dec = (value: { toString(): string } | null) =>
    value === null ? null : new Dec(value.toString())
  return {
    ...trade,
    net: new Dec(trade.net.toString()),
    gross: dec(trade.gross),
    commission: dec(trade.commission),
    swap: dec(trade.swap),
    lots: dec(trade.quantity),
  }
}
