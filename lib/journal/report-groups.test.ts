import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { addDays, calendarDay } from '@/lib/domain/calendar-day'
import { sum } from '@/lib/domain/decimal'
import { groupBy } from '@/lib/domain/group-by'
import type { ClosedTrade } from '@/lib/domain/statistics/closed-trade'
import { costSumsOf } from '@/lib/domain/statistics/cost-sums'
import { figureOf } from '@/lib/domain/statistics/figures'
import { sampleOf } from '@/lib/domain/statistics/sample'
import { DEFAULT_SETTINGS } from '@/lib/domain/statistics/settings'
import { partOf, SLICES } from '@/lib/domain/statistics/slices'
import { totalOf } from '@/lib/domain/statistics/tally'
import { soakRuns } from '@/lib/domain/testing/soak-runs'
import { COST_COLUMNS } from '@/lib/domain/views/costs-report'
import { NO_TAG } from '@/lib/domain/views/report'
import { changeBreakEven } from '@/lib/identity/break-even'
import type { Actor } from '@/lib/identity/sessions'
import { journalFeed } from '@/lib/imports/testing/journal-feed'
import { CompareQuery, compare } from './compare'
import { costsReport } from './costs-report'
import { chance, discipline, FiguresQuery } from './figures-report'
import { OutlookQuery, outlook } from './outlook'
import { reportGroups } from './report-groups'
import { type MadeTrade, madeTrade, makeTrades } from './testing/trades-of'
import { TradeFilter } from './trade-filter'

const ZONE = 'Europe/Berlin'

let database: TestDatabase
let db: Database

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

async function makeJournal(trades: MadeTrade[]) {
  const journal = await journalFeed(db).makeJournal()
  const actor: Actor = { ...journal.actor, timeZone: ZONE }
  await db.user.update({ where: { id: actor.userId }, data: { timeZone: ZONE } })
  const { accountId } = journal
  return { actor, accountId, ...(await makeTrades(db, actor, { accountId, trades })) }
}

const someDay = fc.integer({ min: -3, max: 85 }).map((days) => addDays('2026-02-20', days))
const wanted = fc.record({
  symbol: fc.option(fc.constantFrom('EURUSD', 'XAUUSD'), { nil: undefined }),
  direction: fc.option(fc.constantFrom('LONG' as const, 'SHORT' as const), { nil: undefined }),
  from: fc.option(someDay, { nil: undefined }),
  to: fc.option(someDay, { nil: undefined }),
  byTag: fc.boolean(),
})

describe('results of a filter', () => {
  test('are those of its trades: every slice, tag, cost and figure, whatever is kept and whatever derived', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(madeTrade, { minLength: 1, maxLength: 40 }),
        wanted,
        async (trades, { byTag, ...asked }) => {
          const { actor, tagId, made } = await makeJournal(trades)
          const filter = TradeFilter.parse({ ...asked, ...(byTag ? { tag: tagId } : {}) })
          const isLeft = (trade: ClosedTrade, index: number) => {
            const day = calendarDay(trade.closedAt, ZONE)
            return (
              (!asked.symbol || trade.symbol === asked.symbol) &&
              (!asked.direction || trade.direction === asked.direction) &&
              (!asked.from || day >= asked.from) &&
              (!asked.to || day <= asked.to) &&
              (!byTag || trades[index]?.tagged)
            )
          }
          const left = made.filter(isLeft)
          for (const basis of ['net', 'gross'] as const) {
            for (const slice of SLICES) {
              const { groups } = await reportGroups(db, slice, { actor, filter, basis })
              const expected = groupBy(left, (trade) => String(partOf(slice, trade, ZONE)))
              expect(told(groups), slice).toEqual(toldOf(expected, basis))
            }
            const byTags = await reportGroups(db, 'tag', { actor, filter, basis })
            const marked = made.filter(
              (trade, index) => isLeft(trade, index) && trades[index]?.tagged,
            )
            const unmarked = left.filter((trade) => !marked.includes(trade))
            expect(told(byTags.groups), 'tag').toEqual(
              toldOf(
                new Map([
                  [tagId, marked],
                  [NO_TAG, unmarked],
                ]),
                basis,
              ),
            )
          }
          const costs = await costsReport(db, { actor, query: filter })
          for (const id of COST_COLUMNS)
            if (left.length > 0)
              expect(costs.currencies[0]?.whole[id].value ?? null, id).toBe(
                figureOf(id).ofCosts(costSumsOf(left)).value?.toDecimalPlaces(8).toFixed() ?? null,
              )
          const query = FiguresQuery.parse(filter)
          const sample = sampleOf(left, { ...DEFAULT_SETTINGS, timeZone: ZONE })
          for (const report of [chance, discipline]) {
            const { currencies } = await report(db, { actor, query })
            for (const shown of Object.values(currencies[0]?.figures ?? {})) {
              const { value, reason, used } = figureOf(shown.id as 'profit').compute(sample)
              expect(shown, shown.id).toMatchObject({
                value: value?.toDecimalPlaces(8).toFixed() ?? null,
                reason,
                used,
              })
            }
          }
        },
      ),
      soakRuns(10),
    )
  }, 240_000)
})

type Told = Record<string, [number, number, number, string, string | null]>

function told(groups: Awaited<ReturnType<typeof reportGroups>>['groups']): Told {
  return Object.fromEntries(
    groups.map(({ key, tally, closed, costs }) => [
      key,
      [closed, tally.wins, tally.losses, totalOf(tally).toFixed(), costs?.toFixed() ?? null],
    ]),
  )
}

function toldOf(groups: Map<string, ClosedTrade[]>, basis: 'net' | 'gross'): Told {
  return Object.fromEntries(
    [...groups].flatMap(([key, trades]) => {
      if (trades.length === 0) return []
      const { wins, losses, ...tally } = sampleOf(trades, { ...DEFAULT_SETTINGS, basis }).tally()
      const costed = trades.filter(({ gross }) => gross !== null)
      const costs = sum(costed.map(({ net, gross }) => net.minus(gross ?? 0)))
      const told: Told[string] = [
        trades.length,
        wins,
        losses,
        totalOf({ ...tally, wins, losses }).toFixed(),
        costed.length > 0 ? costs.toFixed() : null,
      ]
      return [[key, told]]
    }),
  )
}

const plain = (closed: number, more: Partial<MadeTrade> = {}): MadeTrade => ({
  symbol: 'EURUSD',
  direction: 'LONG',
  closed: closed * 24 * 60,
  held: 60,
  lots: '0.5',
  cents: 500,
  costCents: 0,
  tagged: false,
  ...more,
})

describe('two filters', () => {
  test('are told figure by figure, and a difference beyond chance is said to be one', async () => {
    const side = (direction: 'LONG' | 'SHORT', cents: number[]) =>
      Array.from({ length: 30 }, (_, index) =>
        plain(index, { direction, cents: cents[index % cents.length] as number }),
      )
    const { actor } = await makeJournal([
      ...side('LONG', [900, 700, -100]),
      ...side('SHORT', [-800, 100, -400]),
    ])
    const query = CompareQuery.parse({ aDirection: 'LONG', bDirection: 'SHORT' })
    const { currencies, overlap } = await compare(db, { actor, query })
    expect(overlap).toBe(false)
    const of = (id: string) => currencies[0]?.figures.find(({ a }) => a.id === id)
    expect(of('profit')).toMatchObject({
      a: { value: '150', used: 30 },
      b: { value: '-110', used: 30 },
      difference: '-260',
      interval: null,
    })
    const { interval } = of('expectancy') ?? {}
    if (!interval || 'none' in interval) throw new Error('There is an interval')
    expect(Number(interval.high)).toBeLessThan(0)
    expect(Number(interval.low)).toBeLessThan(-260 / 30)
    expect(currencies[0]?.drawn).toBe('trades')
  })

  test.each([
    [{ aSymbol: 'EURUSD', bSymbol: 'XAUUSD' }, false],
    [{ aTo: '2026-01-31', bFrom: '2026-02-01' }, false],
    [{ aTo: '2026-02-01', bFrom: '2026-02-01' }, true],
    [{ aSymbol: 'EURUSD' }, true],
    [{ aDirection: 'LONG', bSymbol: 'EURUSD' }, true],
  ])('%j can share a trade: %s', async (asked, overlap) => {
    const { actor } = await makeJournal([])
    const view = await compare(db, { actor, query: CompareQuery.parse(asked) })
    expect(view.overlap).toBe(overlap)
  })
})

describe('an outlook', () => {
  const trades = Array.from({ length: 40 }, (_, index) =>
    plain(index, { cents: index % 3 === 0 ? -400 : 500 }),
  )

  test('needs a balance, and takes a typed one where no account tells it', async () => {
    const { actor } = await makeJournal(trades)
    const show = async (asked: Record<string, string>) =>
      (await outlook(db, { actor, query: OutlookQuery.parse(asked) })).currencies[0]
    expect(await show({})).toMatchObject({
      balance: 'not-known',
      bands: [],
      ruin: [],
      figures: { simulatedMedian: { value: null, reason: 'Starting balance not known' } },
    })
    const typed = await show({ balance: '100', days: '63', ruin: '10' })
    expect(typed?.balance).toBe('typed')
    expect(typed?.bands.at(-1)?.day).toBe(63)
    const chances = typed?.ruin.map(({ chance }) => Number(chance)) ?? []
    expect(chances).toEqual([...chances].sort((a, b) => b - a))
    expect(Number(typed?.figures.riskOfRuin.value)).toBe(chances[1])
  })

  test.each(['0', '-5', 'ten', '1e9', '1.123456789'])('a balance of %j is none', (balance) => {
    expect(OutlookQuery.parse({ balance }).balance).toBeUndefined()
  })
})

test('a tolerance moves what is won and lost in every report', async () => {
  const { actor } = await makeJournal([
    plain(0),
    plain(1, { cents: 900 }),
    plain(2, { cents: -450 }),
  ])
  await changeBreakEven(db, { actor, within: '5' })
  const { groups } = await reportGroups(db, 'hour', { actor, filter: {}, basis: 'net' })
  const [only] = groups
  expect(only?.tally).toMatchObject({ trades: 3, wins: 1, losses: 0, scratches: 2 })
  expect(only && totalOf(only.tally).toFixed()).toBe('9.5')
  const { currencies } = await chance(db, { actor, query: FiguresQuery.parse({}) })
  expect(currencies[0]?.figures.longestWinStreak?.value).toBe('1')
})

test('somebody else sees nothing of it', async () => {
  const { accountId, tagId } = await makeJournal([plain(0, { tagged: true })])
  const { actor } = await makeJournal([])
  for (const filter of [{}, { account: accountId }, { tag: tagId }]) {
    const of = { actor, filter, basis: 'net' as const }
    for (const by of ['symbol', 'hour', 'tag'] as const)
      expect((await reportGroups(db, by, of)).groups).toEqual([])
    const query = FiguresQuery.parse(filter)
    expect((await chance(db, { actor, query })).currencies).toEqual([])
  }
})
