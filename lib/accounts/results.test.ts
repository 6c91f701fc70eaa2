import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AgendaKind } from '@/lib/agenda/kinds'
import { wish } from '@/lib/agenda/wish'
import { connectDatabase, type Database } from '@/lib/db/client'
import type { Trade } from '@/lib/db/generated/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { Dec, sum } from '@/lib/domain/decimal'
import { wordToDelete } from '@/lib/domain/deletion'
import { groupBy } from '@/lib/domain/group-by'
import type { ClosedTrade } from '@/lib/domain/statistics/closed-trade'
import { partOf, SLICES } from '@/lib/domain/statistics/slices'
import { SOAK_FACTOR, soakRuns } from '@/lib/domain/testing/soak-runs'
import { wallClock } from '@/lib/domain/zoned-time'
import { AppError } from '@/lib/errors'
import { changeBreakEven } from '@/lib/identity/break-even'
import { changeTimeZone } from '@/lib/identity/change-time-zone'
import type { Actor } from '@/lib/identity/sessions'
import {
  exportFile,
  type Habit,
  type JournalFeed,
  journalFeed,
  type Truth,
} from '@/lib/imports/testing/journal-feed'
import { accountView } from '@/lib/journal/account-view'
import { rebuildResults } from '@/lib/ledger/rebuild-results'
import { countWrongResults, rewriteAllResults } from '@/lib/ledger/results'
import { deleteTrades } from './delete-trades'
import { joinFileAccount } from './join-file-account'
import { purgeTrades } from './purge-trades'
import { restoreTrades } from './restore-trades'

const HOUR_MS = 3_600_000
const WEEK_MS = 7 * 24 * HOUR_MS

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

/** The daily and monthly results as they are stored, every column as text. */
async function stored(userId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ row: string }[]>`
    SELECT "DailyResult"::text AS "row" FROM "DailyResult" WHERE "userId" = ${userId}::uuid
    UNION ALL
    SELECT "MonthlyResult"::text FROM "MonthlyResult" WHERE "userId" = ${userId}::uuid ORDER BY 1`
  return rows.map(({ row }) => row)
}

/** What the screens read of them, in this test's own words. */
async function read(userId: string): Promise<string[]> {
  const rows = await db.dailyResult.findMany({ where: { userId } })
  return rows
    .map(({ userId: _, day, ...row }) => {
      const figures = Object.entries({ ...row, day: day.toISOString().slice(0, 10) })
      return inWords(Object.fromEntries(figures.map(([name, value]) => [name, `${value ?? '–'}`])))
    })
    .sort()
}

function inWords(row: Record<string, string>): string {
  return JSON.stringify(Object.entries(row).sort())
}

/** The same from the trades, added up one by one and by nothing the rollups are made with. */
async function addedUp(userId: string): Promise<string[]> {
  const { timeZone, breakEvenWithin } = await db.user.findUniqueOrThrow({ where: { id: userId } })
  const trades = await db.trade.findMany({ where: { userId } })
  const dayOf = ({ closedAt }: Trade) => wallClock(closedAt, timeZone).toISOString().slice(0, 10)
  const keyOf = (trade: Trade) =>
    [trade.accountId, dayOf(trade), trade.currency, trade.symbol, trade.direction].join()
  return [...groupBy(trades, keyOf).values()]
    .map((ofDay) => {
      const { accountId, currency, symbol, direction } = ofDay[0] as Trade
      const key = { accountId, currency, symbol, direction, day: dayOf(ofDay[0] as Trade) }
      return inWords({ ...key, ...figuresOf(ofDay, breakEvenWithin.toString()) })
    })
    .sort()
}

/** The monthly results as they are stored, by what they are of. */
async function readMonths(userId: string): Promise<string[]> {
  const rows = await db.monthlyResult.findMany({ where: { userId } })
  return rows
    .map(({ userId: _, month, slice, ...row }) =>
      inWords({
        ...Object.fromEntries(Object.entries(row).map(([name, value]) => [name, `${value}`])),
        month: month.toISOString().slice(0, 7),
        slice: slice.toLowerCase(),
      }),
    )
    .sort()
}

const OF_MONTH = [
  ...['trades', 'wins', 'losses', 'net', 'won', 'lost'],
  ...['grossTrades', 'grossWins', 'grossLosses', 'gross', 'grossWon', 'grossLost', 'costs'],
]

/** The same from the trades, each put into its part by lib/domain and not by the database. */
async function addedUpByMonth(userId: string): Promise<string[]> {
  const { timeZone, breakEvenWithin } = await db.user.findUniqueOrThrow({ where: { id: userId } })
  const trades = await db.trade.findMany({ where: { userId, closed: true } })
  const sliced = trades.flatMap((trade) =>
    SLICES.map((slice) => {
      const { accountId, currency, symbol, direction } = trade
      const month = wallClock(trade.closedAt, timeZone).toISOString().slice(0, 7)
      const part = String(partOf(slice, closedTrade(trade), timeZone))
      return { trade, key: { accountId, month, currency, slice, part, symbol, direction } }
    }),
  )
  return [...groupBy(sliced, ({ key }) => Object.values(key).join()).values()]
    .map((group) => {
      const figures = figuresOf(
        group.map(({ trade }) => trade),
        breakEvenWithin.toString(),
      )
      const told = OF_MONTH.map((name) => [name, figures[name] as string])
      return inWords({ ...group[0]?.key, ...Object.fromEntries(told) })
    })
    .sort()
}

function closedTrade(trade: Trade): ClosedTrade {
  const dec = (value: { toString(): string } | null) => value && new Dec(value.toString())
  return {
    ...trade,
    net: new Dec(trade.net.toString()),
    gross: dec(trade.gross),
    commission: dec(trade.commission),
    swap: dec(trade.swap),
    lots: trade.quantityUnit === 'lots' ? dec(trade.quantity) : null,
  }
}

function figuresOf(trades: Trade[], within: string): Record<string, string> {
  const closed = trades.filter((trade) => trade.closed)
  const open = trades.filter((trade) => !trade.closed)
  const of = (list: Trade[], name: 'net' | 'gross' | 'commission' | 'swap' | 'conversionFee') =>
    list.flatMap((trade) => (trade[name] === null ? [] : new Dec(trade[name].toString())))
  const nets = of(closed, 'net')
  const grosses = of(closed, 'gross')
  const telling = closed.filter(({ gross }) => gross !== null)
  const inLots = closed.filter(({ quantityUnit }) => quantityUnit === 'lots')
  const costedInLots = inLots.filter(({ gross }) => gross !== null)
  const positive = (amounts: Dec[]) => amounts.filter((amount) => amount.greaterThan(within))
  const negative = (amounts: Dec[]) => amounts.filter((amount) => amount.lessThan(-within))
  const extreme = (amounts: Dec[], side: 'max' | 'min') =>
    amounts.length === 0 ? '–' : Dec[side](...amounts).toString()
  const count = (list: unknown[]) => String(list.length)
  const total = (amounts: Dec[]) => sum(amounts).toString()
  return {
    trades: count(closed),
    wins: count(positive(nets)),
    losses: count(negative(nets)),
    net: total(nets),
    won: total(positive(nets)),
    lost: total(negative(nets)),
    largestWin: extreme(positive(nets), 'max'),
    largestLoss: extreme(negative(nets), 'min'),
    grossTrades: count(grosses),
    grossWins: count(positive(grosses)),
    grossLosses: count(negative(grosses)),
    gross: total(grosses),
    grossWon: total(positive(grosses)),
    grossLost: total(negative(grosses)),
    grossLargestWin: extreme(positive(grosses), 'max'),
    grossLargestLoss: extreme(negative(grosses), 'min'),
    costs: sum(of(telling, 'net')).minus(sum(grosses)).toString(),
    commission: total(of(closed, 'commission')),
    swap: total(of(closed, 'swap')),
    conversionFee: total(of(closed, 'conversionFee')),
    commissionTrades: count(of(closed, 'commission')),
    swapTrades: count(of(closed, 'swap')),
    lotsTrades: count(inLots),
    lots: total(inLots.map(({ quantity }) => new Dec(quantity.toString()))),
    costedLotsTrades: count(costedInLots),
    costedLots: total(costedInLots.map(({ quantity }) => new Dec(quantity.toString()))),
    lotCosts: sum(of(costedInLots, 'net'))
      .minus(sum(of(costedInLots, 'gross')))
      .toString(),
    openPositions: count(open),
    openNet: total(of(open, 'net')),
  }
}

async function expectRebuilt(userId: string): Promise<void> {
  expect(await read(userId)).toEqual(await addedUp(userId))
  expect(await readMonths(userId)).toEqual(await addedUpByMonth(userId))
  const before = await stored(userId)
  await db.$transaction((tx) => rewriteAllResults(tx, userId))
  expect(await stored(userId)).toEqual(before)
}

/** Does one item of work as a worker would that comes this much later. */
async function work(kind: AgendaKind, subjectId: string, laterMs = 0): Promise<void> {
  const workerId = randomUUID()
  const asked = { kind_subjectId: { kind, subjectId } }
  if ((await db.agendaItem.count({ where: { kind, subjectId } })) === 0) return
  const item = await db.agendaItem.update({ where: asked, data: { leaseOwner: workerId } })
  const context = { db, workerId, clock: { now: () => new Date(Date.now() + laterMs) } }
  const handler = kind === 'account.purge' ? purgeTrades : joinFileAccount
  await handler(context, { ...item, kind })
}

class Trader {
  readonly #imports = new Map<number, string>()

  private constructor(
    readonly actor: Actor,
    private readonly linked: string,
    private fileAccount: string,
  ) {}

  static async make(): Promise<Trader> {
    const { actor, accountId } = await feed.makeJournal()
    const { id: connectionId } = await db.connection.create({ data: { userId: actor.userId } })
    await db.tradingAccount.update({ where: { id: accountId }, data: { connectionId } })
    return new Trader(actor, accountId, await Trader.#makeFileAccount(actor))
  }

  static async #makeFileAccount({ userId }: Actor): Promise<string> {
    const data = { userId, source: 'FILE', name: 'From files', currency: 'USD' } as const
    return (await db.tradingAccount.create({ data })).id
  }

  async take(step: Step, files: string[]): Promise<void> {
    const { actor } = this
    switch (step.do) {
      case 'sync':
        return feed.sync({ actor, accountId: this.linked }, step.truths)
      case 'add': {
        if (this.#imports.has(step.file)) return
        const journal = { actor, accountId: this.#account(step.of) }
        this.#imports.set(step.file, await feed.add(journal, files[step.file] ?? ''))
        return
      }
      case 'undo':
      case 'restore': {
        const importId = this.#imports.get(step.file)
        const journal = { actor, accountId: this.linked }
        if (importId) await feed[step.do](journal, importId)
        return
      }
      case 'zone':
        return changeTimeZone(db, { actor, timeZone: step.timeZone })
      case 'tolerance':
        return changeBreakEven(db, { actor, within: step.within })
      case 'delete':
        return this.#delete(this.#account(step.of))
      case 'bring back':
        return restoreTrades(db, { actor, accountId: this.#account(step.of), now: new Date() })
      case 'purge': {
        const accountId = this.#account(step.of)
        await this.#delete(accountId)
        await work('account.purge', accountId, WEEK_MS)
        return this.#renewFileAccount()
      }
      case 'join': {
        const data = { joinsId: this.linked }
        await db.tradingAccount.updateMany({ where: { id: this.fileAccount }, data })
        await wish(db, 'account.join', this.fileAccount, new Date())
        await work('account.join', this.fileAccount)
        return this.#renewFileAccount()
      }
    }
  }

  #account(which: 'linked' | 'file'): string {
    return which === 'linked' ? this.linked : this.fileAccount
  }

  async #delete(accountId: string): Promise<void> {
    const account = await db.tradingAccount.findUniqueOrThrow({ where: { id: accountId } })
    const typed = wordToDelete(accountView(account))
    await deleteTrades(db, { actor: this.actor, accountId, typed, now: new Date() })
  }

  async #renewFileAccount(): Promise<void> {
    if ((await db.tradingAccount.count({ where: { id: this.fileAccount } })) === 0)
      this.fileAccount = await Trader.#makeFileAccount(this.actor)
  }
}

const truths = fc
  .array(
    fc.record({
      positionId: fc.constantFrom(1n, 2n, 3n),
      // Around midnight of several zones, and days apart.
      at: fc.constantFrom(
        ...[0, 1_000, 5 * HOUR_MS, 14 * HOUR_MS, 16 * HOUR_MS, 70 * HOUR_MS, 17.5 * 24 * HOUR_MS],
      ),
      cents: fc.constantFrom(0, 1_000, 2_500, -700),
    }),
    { minLength: 2, maxLength: 8 },
  )
  .map((closings) =>
    closings.map((one, index): Truth => ({ ...one, dealId: BigInt(1_000 + index) })),
  )

const habit: fc.Arbitrary<Habit> = fc.record({
  withIds: fc.boolean(),
  withOpening: fc.boolean(),
  withComment: fc.boolean(),
  wholeSeconds: fc.boolean(),
})

const ZONES = ['UTC', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kolkata']

type Which = { of: 'linked' | 'file' }
type Step = { atOnce: boolean } & (
  | { do: 'sync'; truths: Truth[] }
  | ({ do: 'add'; file: number } & Which)
  | { do: 'undo' | 'restore'; file: number }
  | { do: 'zone'; timeZone: string }
  | { do: 'tolerance'; within: string }
  | ({ do: 'delete' | 'bring back' | 'purge' } & Which)
  | { do: 'join' }
)

const story = truths.chain((all) => {
  const corrected = fc
    .tuple(fc.subarray(all, { minLength: 1 }), fc.constantFrom(0, 0, 150, -2_000))
    .map(([some, by]) => some.map((one) => ({ ...one, cents: one.cents + by })))
  const which = fc.constantFrom<Which['of']>('linked', 'file')
  const file = fc.integer({ min: 0, max: 2 })
  const one = <Name extends string>(name: Name) => fc.constant(name)
  const atOnce = fc.boolean()
  const never = fc.constant(false)
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: one('sync'), truths: corrected, atOnce }) },
    { weight: 4, arbitrary: fc.record({ do: one('add'), file, of: which, atOnce: never }) },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constantFrom('undo', 'restore'), file, atOnce: never }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ do: one('zone'), timeZone: fc.constantFrom(...ZONES), atOnce }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: one('tolerance'),
        within: fc.constantFrom('0', '7', '7.01', '10'),
        atOnce,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constantFrom('delete', 'bring back', 'purge'),
        of: which,
        atOnce: never,
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: one('join'), atOnce: never }) },
  )
  return fc.record({
    files: fc.array(
      fc
        .record({ rows: fc.subarray(all, { minLength: 1 }), habit })
        .map(({ rows, habit }) => exportFile(rows, habit)),
      { minLength: 3, maxLength: 3 },
    ),
    steps: fc.array(step, { minLength: 4, maxLength: 10 }),
  })
})

/** What cannot be done just now is refused in words; that is an answer. */
async function refusedOrDone(asked: Promise<void>): Promise<void> {
  await asked.catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error
    expect(['CONFLICT', 'NOT_FOUND']).toContain(error.code)
  })
}

describe('daily and monthly results', () => {
  test(
    'are what a rebuild gives, whatever was added, corrected, undone, restored, deleted or joined, in any zone',
    async () => {
      await fc.assert(
        fc.asyncProperty(story, async ({ files, steps }) => {
          const trader = await Trader.make()
          let pending: Promise<void>[] = []
          for (const step of steps) {
            pending.push(refusedOrDone(trader.take(step, files)))
            if (step.atOnce) continue
            await Promise.all(pending)
            pending = []
            await db.$transaction(async (tx) =>
              expect(await countWrongResults(tx, trader.actor.userId)).toBe(0),
            )
          }
          await Promise.all(pending)
          await expectRebuilt(trader.actor.userId)
        }),
        soakRuns(24),
      )
    },
    240_000 * SOAK_FACTOR,
  )
})

describe('the time zone', () => {
  const LATE: Truth = { dealId: 1_001n, positionId: 1n, at: 14 * HOUR_MS, cents: 1_000 }
  const daysOf = async (userId: string) =>
    (await db.dailyResult.findMany({ where: { userId } })).map(({ day, net }) => [
      day.toISOString().slice(0, 10),
      net.toFixed(2),
    ])

  test('decides on which day a trade counts, and changing it moves what is there', async () => {
    const journal = await feed.makeJournal()
    const { actor } = journal
    await feed.sync(journal, [LATE])
    expect(await daysOf(actor.userId)).toEqual([['2026-07-14', '10.00']])
    await changeTimeZone(db, { actor, timeZone: 'Asia/Tokyo' })
    expect(await daysOf(actor.userId)).toEqual([['2026-07-15', '10.00']])
    await feed.sync(journal, [{ ...LATE, cents: 2_000 }])
    expect(await daysOf(actor.userId)).toEqual([['2026-07-15', '20.00']])
  })

  test.each(['Europe/Atlantis', '+02:00', 'localtime', ''])('%j is none', async (timeZone) => {
    const { actor } = await feed.makeJournal()
    await expect(changeTimeZone(db, { actor, timeZone })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    })
  })

  test('of somebody else stays', async () => {
    const [mine, theirs] = [await feed.makeJournal(), await feed.makeJournal()]
    await feed.sync(theirs, [LATE])
    await changeTimeZone(db, { actor: mine.actor, timeZone: 'Asia/Tokyo' })
    expect(await daysOf(theirs.actor.userId)).toEqual([['2026-07-14', '10.00']])
  })
})

describe('the tolerance', () => {
  const own = (userId: string) =>
    db.dailyResult.findMany({
      where: { userId },
      select: { wins: true, losses: true, net: true, won: true },
    })

  test('decides what breaks even, of this trader alone, and nothing is lost by it', async () => {
    const [mine, theirs] = [await feed.makeJournal(), await feed.makeJournal()]
    const truths: Truth[] = [
      { dealId: 1_001n, positionId: 1n, at: 0, cents: 500 },
      { dealId: 1_002n, positionId: 2n, at: 1_000, cents: -501 },
    ]
    for (const journal of [mine, theirs]) await feed.sync(journal, truths)
    await changeBreakEven(db, { actor: mine.actor, within: '5' })
    const plain = (rows: Awaited<ReturnType<typeof own>>) =>
      rows.map(({ wins, losses, net, won }) => [wins, losses, Number(net), Number(won)])
    expect(plain(await own(mine.actor.userId))).toEqual([[0, 1, -0.01, 0]])
    expect(plain(await own(theirs.actor.userId))).toEqual([[1, 1, -0.01, 5]])
    await changeBreakEven(db, { actor: mine.actor, within: '0' })
    expect(await own(mine.actor.userId)).toEqual(await own(theirs.actor.userId))
  })
})

describe('a rebuild', () => {
  test('says how many rows were wrong, mends them, and finds none the next time', async () => {
    const journal = await feed.makeJournal()
    const { accountId } = journal
    await feed.sync(journal, [
      { dealId: 1_001n, positionId: 1n, at: 0, cents: 1_000 },
      { dealId: 1_002n, positionId: 2n, at: 24 * HOUR_MS, cents: 500 },
      { dealId: 1_003n, positionId: 3n, at: 48 * HOUR_MS, cents: -300 },
    ])
    await rebuildResults(db)
    const right = await stored(journal.actor.userId)
    const [first, second] = await db.dailyResult.findMany({
      where: { accountId },
      orderBy: { day: 'asc' },
    })
    await db.dailyResult.updateMany({ where: { accountId, day: first?.day }, data: { net: 1 } })
    await db.dailyResult.deleteMany({ where: { accountId, day: second?.day } })
    await db.monthlyResult.updateMany({ where: { accountId, slice: 'HOUR' }, data: { net: 1 } })
    expect(await rebuildResults(db)).toMatchObject({ differed: 3 })
    expect(await stored(journal.actor.userId)).toEqual(right)
    expect(await rebuildResults(db)).toMatchObject({ differed: 0 })
  })
})
