import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deleteTrades } from '@/lib/accounts/delete-trades'
import { joinFileAccount } from '@/lib/accounts/join-file-account'
import { purgeTrades } from '@/lib/accounts/purge-trades'
import { requestJoin } from '@/lib/accounts/request-join'
import { restoreTrades } from '@/lib/accounts/restore-trades'
import type { AgendaKind } from '@/lib/agenda/kinds'
import { wish } from '@/lib/agenda/wish'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import type { Actor } from '@/lib/identity/sessions'
import {
  exportFile,
  type Habit,
  type Journal,
  type JournalFeed,
  journalFeed,
  type Truth,
} from '@/lib/imports/testing/journal-feed'
import { listTrades } from '@/lib/journal/list-trades'
import { TradePageQuery } from '@/lib/journal/trade-page'
import { lockAccount } from '@/lib/ledger/lock-account'
import { rebuildTrades } from '@/lib/ledger/rebuild-trades'
import { keepTradeNote } from './keep-trade-note'
import { tagTrades } from './tag-trades'

const NOW = new Date('2026-11-02T10:00:00Z')
const PLAIN: Habit = { withIds: false, withOpening: true, withComment: true, wholeSeconds: false }
const ONE: Truth = { dealId: 1_001n, positionId: 1n, at: 0, cents: 1_000 }
const TWO: Truth = { dealId: 1_002n, positionId: 2n, at: 99_000, cents: -500 }
const TEXT = 'Waited for the retest.'

let database: TestDatabase
let db: Database
let feed: JournalFeed
let journal: Journal
let actor: Actor

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
  feed = journalFeed(db)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})
beforeEach(async () => {
  journal = await feed.makeJournal()
  actor = journal.actor
})

async function tradeWith(cents: number, accountId = journal.accountId): Promise<string> {
  const trade = await db.trade.findFirstOrThrow({ where: { accountId, net: cents / 100 } })
  return trade.id
}

async function annotate(tradeId: string, text = TEXT, tag = 'retest'): Promise<void> {
  const change = { text, rating: 4, risk: '250.50' }
  await keepTradeNote(db, { actor, tradeId, change, now: NOW })
  const tagging = { tradeIds: [tradeId], add: [tag], remove: [] }
  await tagTrades(db, { actor, tagging, now: NOW })
}

/** What each trade of the journal carries, by its net. */
async function carried(): Promise<Record<string, string>> {
  const { rows } = await listTrades(db, { actor, query: TradePageQuery.parse({}) })
  return Object.fromEntries(
    rows.map(({ net, noteStart, rating, tags }) => [
      net.amount,
      [noteStart ?? '', rating ?? '-', ...tags.map(({ name }) => name)].join('|'),
    ]),
  )
}

const WHOLE = `${TEXT}|4|retest`

describe('what was written about a trade', () => {
  test('comes back with it when its import is undone and restored', async () => {
    const importId = await feed.add(journal, exportFile([ONE, TWO], PLAIN))
    await annotate(await tradeWith(ONE.cents))
    await feed.undo(journal, importId)
    expect(await carried()).toEqual({})
    await feed.restore(journal, importId)
    expect(await carried()).toEqual({ 10: WHOLE, '-5': '|-' })
  })

  test('waits for a trade that comes back by a sync instead, and stays there after the restore', async () => {
    const importId = await feed.add(journal, exportFile([ONE, TWO], PLAIN))
    await annotate(await tradeWith(ONE.cents))
    await feed.undo(journal, importId)
    await feed.sync(journal, [ONE, TWO])
    expect(await carried()).toEqual({ 10: WHOLE, '-5': '|-' })
    await feed.restore(journal, importId)
    expect(await carried()).toEqual({ 10: WHOLE, '-5': '|-' })
  })

  test('is on either of two equal trades once, whichever comes back first', async () => {
    const twins = [ONE, { ...ONE, dealId: 1_009n, positionId: 9n }]
    const withIds = { ...PLAIN, withIds: true }
    const importId = await feed.add(journal, exportFile(twins, withIds))
    const [first, second] = await db.trade.findMany({ where: { accountId: journal.accountId } })
    await annotate(first?.id as string, 'one', 'a')
    await annotate(second?.id as string, 'other', 'b')
    await feed.undo(journal, importId)
    await feed.sync(journal, twins)
    const { rows } = await listTrades(db, { actor, query: TradePageQuery.parse({}) })
    expect(rows.map(({ noteStart }) => noteStart).sort()).toEqual(['one', 'other'])
  })

  test('stays when cTrader knows the trade as well, and when it corrects it', async () => {
    await feed.add(journal, exportFile([ONE], { ...PLAIN, withIds: true }))
    await annotate(await tradeWith(ONE.cents))
    await feed.sync(journal, [ONE])
    await feed.sync(journal, [{ ...ONE, cents: 1_234 }])
    expect(await carried()).toEqual({ '12.34': WHOLE })
    expect((await db.tradeNote.findFirstOrThrow({ where: { userId: actor.userId } })).net).toEqual(
      (await db.trade.findFirstOrThrow({ where: { userId: actor.userId } })).net,
    )
  })

  test('stays when the trades are built anew', async () => {
    await feed.sync(journal, [ONE, TWO])
    await annotate(await tradeWith(TWO.cents))
    const keys = await db.deal.findMany({
      where: { accountId: journal.accountId },
      select: { positionKey: true },
    })
    await db.$transaction(async (tx) => {
      const account = await lockAccount(tx, journal.accountId)
      await rebuildTrades(tx, account, new Set(keys.map(({ positionKey }) => positionKey)))
    })
    expect(await carried()).toEqual({ 10: '|-', '-5': WHOLE })
  })

  test('of two trades that turn out to be one position stays, both texts of it', async () => {
    const parts = [ONE, { ...ONE, dealId: 1_003n, at: 7_000, cents: 300 }]
    // Each file names the opening as finely as it does: nobody sees that it is one.
    await feed.add(journal, exportFile(parts.slice(0, 1), PLAIN))
    await feed.add(journal, exportFile(parts.slice(1), { ...PLAIN, withOpening: false }))
    const [first, second] = await db.trade.findMany({
      where: { accountId: journal.accountId },
      orderBy: { closedAt: 'asc' },
    })
    expect(second).toBeDefined()
    await annotate(first?.id as string, 'one', 'a')
    await annotate(second?.id as string, 'other', 'b')
    await feed.sync(journal, parts)
    const { rows } = await listTrades(db, { actor, query: TradePageQuery.parse({}) })
    expect(rows).toHaveLength(1)
    expect(rows[0]?.noteStart?.split('\n\n---\n\n').sort()).toEqual(['one', 'other'])
    expect(rows[0]?.tags.map(({ name }) => name)).toEqual(['a', 'b'])
  })

  test('is gone with deleted trades, back with restored ones, and removed with them', async () => {
    const { accountId } = journal
    await db.tradingAccount.update({ where: { id: accountId }, data: { name: 'Quill' } })
    await feed.sync(journal, [ONE])
    await annotate(await tradeWith(ONE.cents))
    const deletion = () => deleteTrades(db, { actor, accountId, typed: 'Quill', now: NOW })
    await deletion()
    expect(await carried()).toEqual({})
    await restoreTrades(db, { actor, accountId, now: NOW })
    expect(await carried()).toEqual({ 10: WHOLE })
    await deletion()
    await work('account.purge', accountId, purgeTrades, new Date('2026-12-02T10:00:00Z'))
    expect(await db.tradeNote.count({ where: { userId: actor.userId } })).toBe(0)
  })
})

describe('what was written in a file account that becomes part of a linked one', () => {
  let fileAccount: Journal

  beforeEach(async () => {
    const { id } = await db.tradingAccount.create({
      data: { userId: actor.userId, source: 'FILE', name: 'By hand', currency: 'USD' },
    })
    fileAccount = { actor, accountId: id }
    const connection = await db.connection.create({ data: { userId: actor.userId } })
    await db.tradingAccount.update({
      where: { id: journal.accountId },
      data: { connectionId: connection.id },
    })
  })

  async function join(): Promise<void> {
    const { accountId } = journal
    const fileAccountId = fileAccount.accountId
    await db.$transaction((tx) => requestJoin(tx, { actor, accountId, fileAccountId, now: NOW }))
    await work('account.join', fileAccountId, joinFileAccount, NOW)
  }

  test('comes along with trades that only the file knew', async () => {
    await feed.add(fileAccount, exportFile([ONE, TWO], PLAIN))
    await annotate(await tradeWith(TWO.cents, fileAccount.accountId))
    await join()
    expect(await carried()).toEqual({ 10: '|-', '-5': WHOLE })
    const { accountId } = await db.tradeNote.findFirstOrThrow({ where: { userId: actor.userId } })
    expect(accountId).toBe(journal.accountId)
  })

  test('goes to the trade that both know, beside what was written there', async () => {
    await feed.sync(journal, [ONE, TWO])
    await annotate(await tradeWith(TWO.cents), 'from the sync', 'a')
    await feed.add(fileAccount, exportFile([ONE, TWO], PLAIN))
    await annotate(await tradeWith(ONE.cents, fileAccount.accountId))
    await annotate(await tradeWith(TWO.cents, fileAccount.accountId), 'from the file', 'b')
    await join()
    expect(await carried()).toEqual({
      10: WHOLE,
      '-5': 'from the sync\n\n---\n\nfrom the file|4|a|b',
    })
  })

  test('in an import that is undone just then is there when it is restored', async () => {
    const importId = await feed.add(fileAccount, exportFile([ONE], PLAIN))
    await annotate(await tradeWith(ONE.cents, fileAccount.accountId))
    await feed.undo(fileAccount, importId)
    await join()
    await feed.restore(journal, importId)
    expect(await carried()).toEqual({ 10: WHOLE })
  })
})

/** Does planned work as a worker does at that moment. */
async function work(
  kind: AgendaKind,
  subjectId: string,
  handler: typeof purgeTrades,
  now: Date,
): Promise<void> {
  const workerId = randomUUID()
  await wish(db, kind, subjectId, now)
  const item = await db.agendaItem.update({
    where: { kind_subjectId: { kind, subjectId } },
    data: { leaseOwner: workerId },
  })
  await handler({ db, workerId, clock: { now: () => now } }, { ...item, kind })
}
