import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import type { Direction } from '@/lib/domain/deal'
import { SOAK_FACTOR, soakRuns } from '@/lib/domain/testing/soak-runs'
import { TRADE_SORTS, type TradePageView } from '@/lib/domain/views/trades'
import { changeBreakEven } from '@/lib/identity/break-even'
import type { Actor } from '@/lib/identity/sessions'
import { rewriteAllDays } from '@/lib/ledger/daily-results'
import { Tagging, tagTrades } from '@/lib/notes/tag-trades'
import { listTrades } from './list-trades'
import { TradePageQuery, tradePage } from './trade-page'

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

const DIRECTIONS = ['LONG', 'SHORT'] as const
const BEGIN = Date.UTC(2026, 9, 24)

/** Few values, so that many trades are equal in what they are ordered by. */
const aTrade = fc.record({
  symbol: fc.constantFrom('EURUSD', 'XAUUSD', 'US 100'),
  direction: fc.constantFrom<Direction>(...DIRECTIONS),
  closedAt: fc.integer({ min: 0, max: 40 }).map((hours) => new Date(BEGIN + hours * 3_600_000)),
  openedAt: fc.option(fc.constantFrom(new Date(BEGIN), new Date(BEGIN - 1_001))),
  quantity: fc.constantFrom('0.01', '1', '10'),
  net: fc.constantFrom('-12.5', '0', '0.00000001', '7'),
  pips: fc.option(fc.constantFrom('-3.2', '0', '15.0001')),
  gross: fc.option(fc.constantFrom('-10', '5')),
  closed: fc.boolean(),
})
type ATrade = typeof aTrade extends fc.Arbitrary<infer Value> ? Value : never

const anOrder = fc.record({
  sort: fc.constantFrom(...TRADE_SORTS),
  dir: fc.constantFrom('asc', 'desc'),
  symbol: fc.option(fc.constantFrom('EURUSD', 'XAUUSD'), { nil: undefined }),
  direction: fc.option(fc.constantFrom<Direction>(...DIRECTIONS), { nil: undefined }),
  from: fc.option(fc.constantFrom('2026-10-24', '2026-10-25'), { nil: undefined }),
})

type Journal = { actor: Actor; accountId: string }

async function journalWith(trades: ATrade[]): Promise<Journal> {
  const email = `${randomUUID()}@example.test`
  const timeZone = 'Europe/Berlin'
  const user = await db.user.create({ data: { email, passwordHash: 'none', timeZone } })
  const account = await db.tradingAccount.create({
    data: { userId: user.id, source: 'FILE', name: 'File', currency: 'EUR' },
  })
  const actor: Actor = { userId: user.id, sessionId: '', role: 'TRADER', email, timeZone }
  const journal = { actor, accountId: account.id }
  await add(journal, trades)
  return journal
}

async function add({ actor, accountId }: Journal, trades: ATrade[]): Promise<void> {
  const always = {
    userId: actor.userId,
    accountId,
    source: 'FILE',
    quantityUnit: 'lots',
    entryPrice: '1.1',
    exitPrice: '1.2',
    priceDigits: 5,
    currency: 'EUR',
    closingDeals: 1,
  } as const
  await db.trade.createMany({
    data: trades.map((trade) => ({ ...always, positionKey: randomUUID(), ...trade })),
  })
  await db.$transaction((tx) => rewriteAllDays(tx, actor.userId))
}

const ask = ({ actor }: Journal, query: object): Promise<TradePageView> =>
  tradePage(db, { actor, query: TradePageQuery.parse(query) })

const idsOf = ({ rows }: TradePageView) => rows.map(({ id }) => id)

/** All pages one after the other; `between` happens before each further one. */
async function walk(
  journal: Journal,
  query: object,
  way: 'after' | 'before',
  between: () => Promise<void> = async () => {},
  start: object = {},
): Promise<string[]> {
  const ids: string[] = []
  let page = await ask(journal, { ...query, ...start })
  for (;;) {
    if (way === 'after') ids.push(...idsOf(page))
    else ids.unshift(...idsOf(page))
    const cursor = page[way]
    if (!cursor) return ids
    await between()
    page = await ask(journal, { ...query, [way]: cursor })
  }
}

const RUNS = soakRuns(12)
const LIMIT_MS = 60_000 * SOAK_FACTOR

describe('walking a list page by page', () => {
  test(
    'gives every trade of the filter once, downwards, upwards and from any position',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(aTrade, { maxLength: 40 }),
          anOrder,
          fc.integer({ min: 1, max: 9 }),
          fc.nat(40),
          async (trades, order, size, position) => {
            const journal = await journalWith(trades)
            const whole = await listTrades(db, {
              actor: journal.actor,
              query: TradePageQuery.parse({ ...order, size: 500 }),
            })
            const ids = idsOf(whole)
            const matching = trades.filter(
              ({ symbol, direction, closedAt }) =>
                (!order.symbol || symbol === order.symbol) &&
                (!order.direction || direction === order.direction) &&
                (!order.from || closedAt >= new Date(`${order.from}T00:00:00+02:00`)),
            )
            expect(new Set(ids).size).toBe(matching.length)
            expect(whole.total).toBe(matching.length)
            expect([whole.before, whole.after]).toEqual([null, null])

            const query = { ...order, size }
            expect(await walk(journal, query, 'after')).toEqual(ids)
            const at = Math.min(position, ids.length)
            expect(await walk(journal, query, 'after', undefined, { at })).toEqual(ids.slice(at))
            const last = Math.max(0, ids.length - 1)
            expect(await walk(journal, query, 'before', undefined, { at: last })).toEqual(ids)
          },
        ),
        RUNS,
      )
    },
    LIMIT_MS,
  )

  test(
    'goes on where it was while trades come and go',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(aTrade, { minLength: 5, maxLength: 30 }),
          fc.array(aTrade, { minLength: 1, maxLength: 8 }),
          anOrder,
          fc.constantFrom('after', 'before'),
          async (trades, coming, order, way) => {
            const journal = await journalWith(trades)
            const before = idsOf(await ask(journal, { ...order, size: 500 }))
            const arriving = [...coming]
            const gone = new Set<string>()
            let met: string[] = []
            const change = async () => {
              const next = arriving.pop()
              if (next) await add(journal, [next])
              // The trade that the cursor names is among those that go.
              const leaving = before.filter((id) => !gone.has(id))[arriving.length]
              if (!leaving) return
              gone.add(leaving)
              await db.trade.delete({ where: { id: leaving } })
            }
            const start = way === 'before' ? { at: Math.max(0, before.length - 1) } : {}
            met = await walk(journal, { ...order, size: 3 }, way, change, start)
            expect(new Set(met).size).toBe(met.length)
            const stayed = before.filter((id) => !gone.has(id))
            expect(met.filter((id) => stayed.includes(id))).toEqual(stayed)
          },
        ),
        RUNS,
      )
    },
    LIMIT_MS,
  )
})

test('a cursor of another order, or none at all, is refused', async () => {
  const journal = await journalWith(fc.sample(aTrade, { numRuns: 5, seed: 1 }))
  const { after } = await ask(journal, { sort: 'net', size: 2 })
  expect(after).not.toBeNull()
  for (const query of [
    { sort: 'pips', after },
    { after: 'nonsense' },
    { after: Buffer.from('["net","1e9","2026-01-01T00:00:00Z","x"]').toString('base64url') },
  ])
    await expect(ask(journal, query)).rejects.toMatchObject({ code: 'BAD_INPUT' })
})

test('somebody else’s cursor leads into one’s own list', async () => {
  const mine = await journalWith(fc.sample(aTrade, { numRuns: 6, seed: 2 }))
  const theirs = await journalWith(fc.sample(aTrade, { numRuns: 6, seed: 3 }))
  const { after } = await ask(theirs, { size: 2 })
  const own = new Set(idsOf(await ask(mine, {})))
  for (const id of idsOf(await ask(mine, { after }))) expect(own).toContain(id)
})

test(
  'totals are the same whether days or trades tell them',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(aTrade, { minLength: 1, maxLength: 20 }),
        fc.constantFrom('0', '0.00000001', '7', '12.49'),
        fc.option(fc.constantFrom<Direction>(...DIRECTIONS), { nil: undefined }),
        async (trades, within, direction) => {
          const journal = await journalWith(trades)
          const { actor } = journal
          await changeBreakEven(db, { actor, within })
          const totalsOf = (query: object) =>
            listTrades(db, { actor, query: TradePageQuery.parse({ direction, ...query }) })
          const whole = await totalsOf({})
          const all = await ask(journal, {})
          const tagging = Tagging.parse({ tradeIds: idsOf(all), add: ['all'] })
          await tagTrades(db, { actor, tagging, now: new Date(BEGIN) })
          const tag = await db.tag.findFirstOrThrow({ where: { userId: actor.userId } })
          const tagged = await totalsOf({ tag: tag.id })
          expect([tagged.total, tagged.totals]).toEqual([whole.total, whole.totals])
          const matching = trades.filter((trade) => !direction || trade.direction === direction)
          const closed = matching.filter((trade) => trade.closed)
          const wins = closed.filter(({ net }) => Number(net) > Number(within)).length
          const losses = closed.filter(({ net }) => Number(net) < -Number(within)).length
          const [total] = whole.totals
          expect(whole.total).toBe(matching.length)
          expect(total?.trades ?? 0).toBe(closed.length)
          expect([total?.wins ?? 0, total?.losses ?? 0]).toEqual([wins, losses])
          expect(total?.scratches ?? 0).toBe(closed.length - wins - losses)
          expect(total?.parts?.trades ?? 0).toBe(
            closed.filter(({ gross }) => gross !== null).length,
          )
          if (closed.length > 0)
            expect(total?.winRate.value).toBe((wins / closed.length).toFixed(4))
        },
      ),
      RUNS,
    )
  },
  LIMIT_MS,
)
