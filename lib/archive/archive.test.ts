import { randomUUID } from 'node:crypto'
import { unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { Dec } from '@/lib/domain/decimal'
import type { Actor } from '@/lib/identity/sessions'
import { showImport } from '@/lib/imports/show-import'
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
import { recordCashFlows } from '@/lib/ledger/record-cash-flows'
import { keepDayNote, showDayNote } from '@/lib/notes/day-note'
import { keepTradeNote } from '@/lib/notes/keep-trade-note'
import { tagTrades } from '@/lib/notes/tag-trades'
import { addSampleJournal } from '@/lib/sample-journal/add-sample-journal'
import { bringArchive, showArchives } from './bring-archive'
import { writeArchive } from './write-archive'

const PLAIN: Habit = { withIds: false, withOpening: true, withComment: true, wholeSeconds: false }
const NAMED: Habit = { withIds: true, withOpening: false, withComment: false, wholeSeconds: true }
const ALL: Truth[] = [
  { dealId: 9_007_199_254_740_993n, positionId: 1n, at: 0, cents: 1_000 },
  { dealId: 1_002n, positionId: 1n, at: 0, cents: 1_000 },
  { dealId: 1_003n, positionId: 2n, at: 9_000, cents: -500 },
  { dealId: 1_004n, positionId: 3n, at: 99_000, cents: 12_345 },
]
const [FIRST, SECOND, THIRD, FOURTH] = ALL as [Truth, Truth, Truth, Truth]

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

async function archiveOf(actor: Actor): Promise<Buffer<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  await writeArchive(db, {
    actor,
    now: new Date(),
    sink: async (bytes) => {
      pieces.push(bytes)
    },
  })
  return Buffer.concat(pieces)
}

/** What is in an archive, but for the moment it was written. */
function contentOf(archive: Uint8Array): Record<string, string> {
  const entries = Object.entries(unzipSync(archive)).map(([name, bytes]) => [
    name,
    Buffer.from(bytes)
      .toString()
      .replace(/"exportedAt": "[^"]+"/, ''),
  ])
  return Object.fromEntries(entries)
}

async function bring(actor: Actor, bytes: Uint8Array) {
  const now = new Date()
  await bringArchive(db, { actor, fileName: 'journal.zip', bytes: Buffer.from(bytes), now })
  await feed.work()
  return (await showArchives(db, { actor })).latest
}

/** A journal with everything in it: syncs, cash, files that count, one undone, one refused, one waiting. */
async function fullJournal(): Promise<Journal & { waiting: string }> {
  const journal = await feed.makeJournal()
  const { actor, accountId } = journal
  await feed.sync(journal, [FIRST, SECOND])
  const bad = exportFile([THIRD], PLAIN)
    .replace('10.00', '10.00')
    .concat('\nEURUSD,Buy,x,y,z,,,,=1+1')
  await feed.add(journal, bad)
  const undone = await feed.add(journal, exportFile([FOURTH], NAMED))
  await feed.undo(journal, undone)
  await feed.add(journal, exportFile(ALL, { ...NAMED, wholeSeconds: false }))
  await feed.upload(journal, 'nothing a journal could read')
  const waiting = await feed.upload(journal, exportFile(ALL, PLAIN))
  await feed.work()
  await db.$transaction(async (tx) => {
    const run = await tx.run.findFirstOrThrow({ where: { accountId } })
    await recordCashFlows(tx, {
      accountId,
      runId: run.id,
      entries: [
        {
          balanceHistoryId: 5n,
          operation: 'BALANCE_DEPOSIT',
          delta: new Dec('1000.00000001'),
          balanceAfter: new Dec('1000.00000001'),
          balanceVersion: 1n,
          at: new Date('2026-01-01T00:00:00.001Z'),
          note: 'hello "you", 🔥',
        },
      ],
    })
  })
  const { id } = await db.tradingAccount.create({
    data: { userId: actor.userId, source: 'FILE', name: 'By hand', currency: 'USD' },
  })
  await feed.add({ actor, accountId: id }, exportFile([FIRST, SECOND], PLAIN))
  await writeNotes(actor)
  return { ...journal, waiting }
}

async function writeNotes(actor: Actor): Promise<void> {
  const trades = await db.trade.findMany({
    where: { userId: actor.userId },
    orderBy: [{ closedAt: 'asc' }, { net: 'asc' }],
  })
  const now = new Date('2026-08-01T10:00:00.123Z')
  const [first, second] = trades.map(({ id }) => id) as [string, string]
  const change = { text: '# Plan\n\n- "quoted", 🔥', rating: 5, risk: '12.00000001' }
  await keepTradeNote(db, { actor, tradeId: first, change, now })
  const tagging = { tradeIds: [first, second], add: ['London open', 'à la carte'], remove: [] }
  await tagTrades(db, { actor, tagging, now })
  await keepDayNote(db, { actor, day: '2026-07-14', change: { text: 'A quiet day.' }, now })
}

describe('an archive', () => {
  test('read into an empty journal gives a journal with the same archive', async () => {
    const { actor } = await fullJournal()
    const archive = await archiveOf(actor)
    const other = await feed.makeActor()
    const trades = await db.trade.count({ where: { userId: actor.userId } })
    expect(await bring(other, archive)).toMatchObject({
      status: 'done',
      outcome: { accounts: 2, imports: 6, trades, asArchived: true },
    })
    const content = contentOf(archive)
    expect(Object.keys(content).length).toBeGreaterThan(10)
    expect(contentOf(await archiveOf(other))).toEqual(content)
  })

  test('goes on living: what was undone can be restored, and what comes again is recognised', async () => {
    const { actor } = await fullJournal()
    const other = await feed.makeActor()
    await bring(other, await archiveOf(actor))
    const undone = await db.importFile.findFirstOrThrow({
      where: { userId: other.userId, state: 'UNDONE' },
    })
    const journal = { actor: other, accountId: undone.accountId }
    await feed.restore(journal, undone.id)
    expect((await showImport(db, { actor: other, importId: undone.id })).status).toBe('done')
    const again = await feed.upload(journal, exportFile(ALL, PLAIN))
    await feed.work()
    expect((await showImport(db, { actor: other, importId: again })).counts).toMatchObject({
      new: 0,
      alreadyHere: ALL.length,
    })
  })

  test('brings what was written about trades and days, also about a trade whose import is undone', async () => {
    const journal = await feed.makeJournal()
    const importId = await feed.add(journal, exportFile([FIRST, FOURTH], PLAIN))
    await writeNotes(journal.actor)
    await feed.undo(journal, importId)
    const other = await feed.makeActor()
    await bring(other, await archiveOf(journal.actor))
    const undone = await db.importFile.findFirstOrThrow({ where: { userId: other.userId } })
    await feed.restore({ actor: other, accountId: undone.accountId }, undone.id)
    const { rows } = await listTrades(db, { actor: other, query: TradePageQuery.parse({}) })
    const written = rows.map(({ net, noteStart, rating, tags }) => ({
      net: net.amount,
      noteStart,
      rating,
      tags: tags.map(({ name }) => name),
    }))
    const tags = ['London open', 'à la carte']
    expect(written).toEqual([
      { net: '123.45', noteStart: null, rating: null, tags },
      { net: '10', noteStart: '# Plan\n\n- "quoted", 🔥', rating: 5, tags },
    ])
    expect(await showDayNote(db, { actor: other, day: '2026-07-14' })).toMatchObject({
      text: 'A quiet day.',
    })
  })

  test('holds nothing of others, no secret and no id of a row', async () => {
    const { actor } = await fullJournal()
    const stranger = await fullJournal()
    const passwordHash = `hash-${randomUUID()}`
    await db.user.update({ where: { id: actor.userId }, data: { passwordHash } })
    const connection = await db.connection.create({ data: { userId: actor.userId, ctid: 4_711n } })
    const secret = Buffer.from(`sealed-${randomUUID()}`)
    await db.grant.create({
      data: {
        connectionId: connection.id,
        sealedAccessToken: secret,
        sealedRefreshToken: secret,
        wrappedDataKey: secret,
        keyId: 'key-one',
        generation: 1,
        scope: 'accounts',
        accessTokenExpiresAt: new Date(),
        renewedAt: new Date(),
      },
    })
    const text = Object.values(contentOf(await archiveOf(actor))).join('\n')
    for (const absent of [
      passwordHash,
      secret.toString(),
      'key-one',
      actor.email,
      stranger.accountId,
    ])
      expect(text).not.toContain(absent)
    // Hashes of positions and files may look like anything but these.
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/)
  })

  test('leaves the sample out, and is read beside one', async () => {
    const journal = await feed.makeJournal()
    await feed.sync(journal, [FIRST])
    const before = contentOf(await archiveOf(journal.actor))
    await addSampleJournal(db, { actor: journal.actor, now: new Date() })
    await feed.work()
    const archive = await archiveOf(journal.actor)
    expect(contentOf(archive)).toEqual(before)

    const actor = await feed.makeActor()
    await addSampleJournal(db, { actor, now: new Date() })
    await feed.work()
    expect(await bring(actor, archive)).toMatchObject({
      status: 'done',
      outcome: { trades: 1, asArchived: true },
    })
    expect(contentOf(await archiveOf(actor))).toEqual(before)
  })

  test('is not read into a journal that has something', async () => {
    const { actor } = await fullJournal()
    const archive = await archiveOf(actor)
    await expect(bring(actor, archive)).rejects.toMatchObject({ code: 'CONFLICT' })
    const other = await feed.makeActor()
    const now = new Date()
    const twice = { actor: other, fileName: 'journal.zip', bytes: archive, now }
    await bringArchive(db, twice)
    await bringArchive(db, { ...twice, now: new Date(now.getTime() + 1) })
    await Promise.all([feed.work('one'), feed.work('two')])
    const states = await db.journalArchive.findMany({ where: { userId: other.userId } })
    expect(states.map(({ state }) => state).sort()).toEqual(['DONE', 'REFUSED'])
    expect(states.every(({ bytes }) => bytes.length === 0)).toBe(true)
  })
})

describe('an archive that is damaged', () => {
  type Entries = Record<string, Uint8Array>
  const encode = (text: string) => new TextEncoder().encode(text)

  test.each<[string, (entries: Entries) => Uint8Array, string]>([
    ['no zip', () => encode('hello'), 'not a zip'],
    [
      'another version',
      (all) => zipSync({ ...all, 'manifest.json': encode('{"version":2}') }),
      'manifest.json',
    ],
    [
      'without a manifest',
      ({ 'manifest.json': _, ...rest }) => zipSync(rest),
      'manifest.json is missing',
    ],
    [
      'a deal of an account that is not there',
      (all) => {
        const deals = Buffer.from(all['deals/00001.jsonl'] ?? []).toString()
        return zipSync({
          ...all,
          'deals/00001.jsonl': encode(deals.replaceAll('"account":1', '"account":9')),
        })
      },
      'Account 9',
    ],
    [
      'a number that is none',
      (all) => {
        const deals = Buffer.from(all['deals/00001.jsonl'] ?? []).toString()
        return zipSync({
          ...all,
          'deals/00001.jsonl': encode(deals.replace('"price":"', '"price":"1e9')),
        })
      },
      'price',
    ],
    [
      'a file that is missing',
      ({ 'files/00001': _, ...rest }) => zipSync(rest),
      'files/00001 is missing',
    ],
    ['cut off', (all) => zipSync(all).slice(0, -200), 'zip'],
  ])('%s is refused in words, and nothing is written', async (_, damage, words) => {
    const journal = await feed.makeJournal()
    await feed.sync(journal, ALL)
    await feed.add(journal, exportFile([FIRST], PLAIN))
    const archive = damage(unzipSync(await archiveOf(journal.actor)))
    const other = await feed.makeActor()
    const outcome = await bring(other, archive)
    expect(outcome).toMatchObject({ status: 'refused' })
    expect(outcome?.refusal).toContain(words)
    expect(await db.tradingAccount.count({ where: { userId: other.userId } })).toBe(0)
  })
})
