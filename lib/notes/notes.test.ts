import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { keyOfPosition } from '@/lib/domain/deal'
import { Dec } from '@/lib/domain/decimal'
import { makeClosing, makeDeal } from '@/lib/domain/testing/deals'
import { TRADE_SORTS } from '@/lib/domain/views/trades'
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
import { showTrade, TradeListing } from '@/lib/journal/show-trade'
import { TradePageQuery } from '@/lib/journal/trade-page'
import { recordDeals } from '@/lib/ledger/record-deals'
import { deleteTag, renameTag, TagChange } from './change-tag'
import { DayNoteChange, keepDayNote, NotedDay, showDayNote } from './day-note'
import { keepTradeNote, TradeNoteChange } from './keep-trade-note'
import { listTags } from './list-tags'
import { Tagging, tagTrades } from './tag-trades'

const NOW = new Date('2026-11-02T10:00:00Z')
const TRUTHS: Truth[] = [
  { dealId: 1_001n, positionId: 1n, at: 0, cents: 1_000 },
  { dealId: 1_002n, positionId: 2n, at: 99_000, cents: -500 },
  { dealId: 1_003n, positionId: 3n, at: 199_000, cents: 1_000 },
]
const BARE: Habit = { withIds: false, withOpening: false, withComment: false, wholeSeconds: false }

let database: TestDatabase
let db: Database
let feed: JournalFeed
let journal: Journal
let actor: Actor
let tradeIds: string[]

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
  await feed.sync(journal, TRUTHS)
  tradeIds = (await listed()).map(({ id }) => id)
})

async function listed(query: Record<string, string> = {}) {
  return (await listTrades(db, { actor, query: TradePageQuery.parse(query) })).rows
}

const show = (tradeId: string, listing: Record<string, string> = {}, by = actor) =>
  showTrade(db, { actor: by, tradeId, listing: TradeListing.parse(listing) })

const tag = (ids: string[], change: { add?: string[]; remove?: string[] }, by = actor) =>
  tagTrades(db, { actor: by, tagging: Tagging.parse({ tradeIds: ids, ...change }), now: NOW })

const keep = (tradeId: string, change: unknown, by = actor) =>
  keepTradeNote(db, { actor: by, tradeId, change: TradeNoteChange.parse(change), now: NOW })

describe('a trade', () => {
  test('is nobody else’s to see, to write about or to tag', async () => {
    const stranger = await feed.makeActor()
    const [tradeId = ''] = tradeIds
    for (const attempt of [
      () => show(tradeId, {}, stranger),
      () => keep(tradeId, { text: 'mine' }, stranger),
      () => tag(tradeIds, { add: ['mine'] }, stranger),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await db.tradeNote.count({ where: { tradeId: { in: tradeIds } } })).toBe(0)
    expect(await db.tag.count({ where: { userId: stranger.userId } })).toBe(0)
  })

  test('carries what was written, part by part, and R from the risk', async () => {
    const [tradeId = ''] = tradeIds
    await keep(tradeId, { text: 'One\r\ntwo ' })
    await keep(tradeId, { rating: 3 })
    await keep(tradeId, { risk: '4' })
    const { note, riskMultiple } = await show(tradeId)
    expect(note).toMatchObject({
      text: 'One\ntwo ',
      rating: 3,
      risk: { amount: '4', currency: 'USD' },
    })
    expect(riskMultiple).toBe('2.5')
    await keep(tradeId, { text: ' \n', rating: null, risk: null })
    expect(await db.tradeNote.count({ where: { tradeId } })).toBe(0)
    expect((await show(tradeId)).riskMultiple).toBeNull()
  })

  test('is not written over what another window wrote meanwhile', async () => {
    const [tradeId = ''] = tradeIds
    await keep(tradeId, { text: 'one', was: '' })
    await expect(keep(tradeId, { text: 'other', was: '' })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    expect((await show(tradeId)).note.text).toBe('one')
    // Sent twice, or the same in both windows: nothing is lost.
    await keep(tradeId, { text: 'one', was: '' })
    await keep(tradeId, { text: 'both', was: 'one' })
    const both = ['left', 'right'].map((text) => keep(tradeId, { text, was: 'both' }))
    const outcomes = await Promise.allSettled(both)
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test.each([
    ['a rating beyond five', { rating: 6 }],
    ['a rating of zero', { rating: 0 }],
    ['half a star', { rating: 2.5 }],
    ['no risk at all', { risk: '0.00' }],
    ['a risk below zero', { risk: '-5' }],
    ['a risk in words', { risk: '1e3' }],
    ['a text that is too long', { text: 'x'.repeat(10_001) }],
  ])('takes no %s', (_, change) => {
    expect(TradeNoteChange.safeParse(change).success).toBe(false)
  })

  test('of a netted position that was turned shows where it came from', async () => {
    const { accountId } = journal
    const position = { positionId: 77n, positionKey: keyOfPosition(77n) }
    const at = (minute: number) => new Date(Date.UTC(2026, 8, 1, 10, minute))
    const volume = 10_000_000n
    const deals = [
      makeDeal({ ...position, dealId: 771n, side: 'BUY', volume, executedAt: at(0) }),
      makeDeal({
        ...position,
        dealId: 772n,
        side: 'SELL',
        volume: volume * 3n,
        quantity: new Dec(3),
        executedAt: at(1),
        closing: makeClosing({ volume, quantity: new Dec(1) }),
      }),
      makeDeal({
        ...position,
        dealId: 773n,
        side: 'BUY',
        volume: volume * 2n,
        quantity: new Dec(2),
        executedAt: at(2),
        closing: makeClosing({ volume: volume * 2n, quantity: new Dec(2) }),
      }),
    ]
    await db.$transaction(async (tx) => {
      const run = await tx.run.findFirstOrThrow({ where: { accountId } })
      await recordDeals(tx, { accountId, runId: run.id, deals })
    })
    const short = await db.trade.findFirstOrThrow({
      where: { accountId, positionId: 77n, direction: 'SHORT' },
    })
    const { executions } = await show(short.id)
    expect(executions.map(({ part, side, lots }) => [part, side, lots])).toEqual([
      ['entry', 'SELL', '2'],
      ['exit', 'BUY', '2'],
    ])
    expect(executions[0]).toMatchObject({ turnedPosition: true, commission: null, gross: null })
  })
})

describe('the trades before and after', () => {
  test('are those of the list, in every order', async () => {
    // These have no opening time, and equal nets with what is there.
    await feed.add(
      journal,
      exportFile(
        TRUTHS.map((truth) => ({ ...truth, at: truth.at + 7_000_000 })),
        BARE,
      ),
    )
    for (const sort of TRADE_SORTS)
      for (const dir of ['asc', 'desc']) {
        const ids = (await listed({ sort, dir })).map(({ id }) => id)
        expect(ids.length).toBeGreaterThan(TRUTHS.length)
        for (const [place, id] of ids.entries()) {
          const { previousId, nextId } = await show(id, { sort, dir })
          expect([previousId, nextId], `${sort} ${dir}, ${place}`).toEqual([
            ids[place - 1] ?? null,
            ids[place + 1] ?? null,
          ])
        }
      }
  })

  test('are those that the filter lets through', async () => {
    const [newest = '', , oldest = ''] = tradeIds
    await tag([newest, oldest], { add: ['a'] })
    const [{ id } = { id: '' }] = (await listTags(db, { actor })).tags
    expect(await show(newest, { tag: id })).toMatchObject({ previousId: null, nextId: oldest })
    expect((await listed({ tag: id })).map((trade) => trade.id)).toEqual([newest, oldest])
  })
})

describe('tags', () => {
  test('that differ in case are one, and keep the first spelling', async () => {
    const [first = '', second = ''] = tradeIds
    await tag([first], { add: ['London  open'] })
    await tag([first, second], { add: ['LONDON OPEN', 'late'] })
    const { tags } = await listTags(db, { actor })
    expect(tags.map(({ name, trades }) => [name, trades])).toEqual([
      ['late', 2],
      ['London open', 2],
    ])
    expect(new Set(tags.map(({ colour }) => colour)).size).toBe(2)
  })

  test('go with the last trade that has them', async () => {
    const [first = '', second = ''] = tradeIds
    await tag([first, second], { add: ['late'] })
    await tag([first], { remove: ['Late'] })
    expect((await listTags(db, { actor })).tags).toMatchObject([{ name: 'late', trades: 1 }])
    await tag([second], { remove: ['late'] })
    expect((await listTags(db, { actor })).tags).toEqual([])
    expect(await db.tradeNote.count({ where: { userId: actor.userId } })).toBe(0)
  })

  test('of one trade are made by two requests at once', async () => {
    const [first = '', second = ''] = tradeIds
    await Promise.all([tag([first], { add: ['late'] }), tag([second, first], { add: ['late'] })])
    expect((await listTags(db, { actor })).tags).toMatchObject([{ name: 'late', trades: 2 }])
  })
})

describe('a tagging', () => {
  const names = async (tradeId: string) => (await show(tradeId)).note.tags.map(({ name }) => name)

  test('is taken back on the trades it changed, and on no other', async () => {
    const [first = '', second = '', third = ''] = tradeIds
    await tag([first], { add: ['Late'] })
    const undo = await tag([first, second, third], { add: ['late'] })
    expect(undo).toEqual([{ tradeIds: [second, third], add: [], remove: ['late'] }])
    for (const one of undo) await tag(one.tradeIds, one)
    expect(await Promise.all([first, second, third].map(names))).toEqual([['Late'], [], []])
    const back = await tag([first, second], { remove: ['LATE'] })
    for (const one of back) await tag(one.tradeIds, one)
    expect(await Promise.all([first, second].map(names))).toEqual([['Late'], []])
  })

  test('is renamed for all its trades, but not to a name that another tag has', async () => {
    const [first = '', second = ''] = tradeIds
    await tag([first, second], { add: ['late'] })
    await tag([first], { add: ['early'] })
    const { tags } = await listTags(db, { actor })
    const [early, late] = tags.map(({ id }) => id)
    const rename = (tagId = '', name = '', by = actor) =>
      renameTag(db, { actor: by, tagId, ...TagChange.parse({ name }) })
    await rename(late, ' After  hours')
    expect(await names(second)).toEqual(['After hours'])
    await rename(late, 'AFTER hours')
    await expect(rename(early, 'after hours')).rejects.toMatchObject({ code: 'CONFLICT' })
    const stranger = await feed.makeActor()
    await expect(rename(early, 'mine', stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(deleteTag(db, { actor: stranger, tagId: early ?? '' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    expect(await names(first)).toEqual(['AFTER hours', 'early'])
  })

  test('is deleted with its tag and comes back from what that answers', async () => {
    const [first = '', second = ''] = tradeIds
    await tag([first, second], { add: ['late'] })
    await keep(second, { text: 'stays' })
    const [{ id } = { id: '' }] = (await listTags(db, { actor })).tags
    const undo = await deleteTag(db, { actor, tagId: id })
    expect((await listTags(db, { actor })).tags).toEqual([])
    expect((await show(second)).note).toMatchObject({ text: 'stays', tags: [] })
    for (const one of undo) await tag(one.tradeIds, one)
    expect(await Promise.all([first, second].map(names))).toEqual([['late'], ['late']])
  })
})

describe('a day', () => {
  test('has a note of each trader’s own, which is gone when it is emptied', async () => {
    const { day } = NotedDay.parse({ day: '2026-07-14' })
    const write = (typed: string, was?: string) => {
      const change = DayNoteChange.parse({ text: typed, was })
      return keepDayNote(db, { actor, day, change, now: NOW })
    }
    await write('Quiet.')
    await write('Quiet, then not.')
    expect(await showDayNote(db, { actor, day })).toEqual({ day, text: 'Quiet, then not.' })
    await expect(write('Loud.', 'Quiet.')).rejects.toMatchObject({ code: 'CONFLICT' })
    const stranger = await feed.makeActor()
    expect(await showDayNote(db, { actor: stranger, day })).toEqual({ day, text: '' })
    await write('  ')
    expect(await db.dayNote.count({ where: { userId: actor.userId } })).toBe(0)
    expect(NotedDay.safeParse({ day: '2026-02-30' }).success).toBe(false)
  })
})
