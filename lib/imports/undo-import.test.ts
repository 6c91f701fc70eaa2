import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { restorableUntil } from '@/lib/domain/import-life'
import { SOAK_FACTOR, soakRuns } from '@/lib/domain/testing/soak-runs'
import { AppError } from '@/lib/errors'
import { requestCommit } from './request-commit'
import { requestRestore, requestUndo } from './request-undo'
import { showImport } from './show-import'
import {
  exportFile,
  type Habit,
  type Journal,
  type JournalFeed,
  journalFeed,
  type Truth,
} from './testing/journal-feed'

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

/** Every column of the ledger but the runs that wrote it. */
async function everything({ accountId }: Journal) {
  const deals = await db.deal.findMany({ where: { accountId }, orderBy: { id: 'asc' } })
  return {
    deals: deals.map(({ firstRunId, lastRunId, ...deal }) => deal),
    trades: await db.trade.findMany({ where: { accountId }, orderBy: { id: 'asc' } }),
    cash: await db.cashFlow.findMany({ where: { accountId } }),
  }
}

/** The same without what is random: ids of rows, and the keys of positions within one file. */
async function comparable(journal: Journal) {
  const { deals, trades } = await everything(journal)
  const inWords = (row: object) =>
    JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? String(value) : value))
  const told = new Map<string, string>()
  for (const { id, accountId, tradeId, positionKey, ...deal } of deals) told.set(id, inWords(deal))
  return {
    deals: [...told.values()].sort(),
    trades: trades
      .map(({ id, accountId, userId, positionKey, ...trade }) => {
        const members = deals.filter(({ tradeId }) => tradeId === id)
        return `${inWords(trade)} ${members.map((deal) => told.get(deal.id)).sort()}`
      })
      .sort(),
  }
}

const truths = fc
  .array(
    fc.record({
      positionId: fc.constantFrom(1n, 2n, 3n),
      // Few values: twins, near twins and neighbours within a second are common.
      at: fc.constantFrom(0, 0, 1, 250, 1_000, 60_000),
      cents: fc.constantFrom(1_000, 1_000, 2_500, -700),
    }),
    { minLength: 1, maxLength: 8 },
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

type Step =
  | { do: 'sync'; truths: Truth[]; atOnce: boolean }
  | { do: 'add' | 'undo' | 'restore'; file: number; atOnce: boolean }

const story = truths.chain((all) =>
  fc.record({
    files: fc.array(
      fc.record({ rows: fc.subarray(all, { minLength: 1 }), habit }).map(({ rows, habit }) => ({
        rows,
        text: exportFile(rows, habit),
      })),
      { minLength: 2, maxLength: 3 },
    ),
    steps: fc.array(
      fc.oneof(
        fc.record({
          do: fc.constant('sync' as const),
          truths: fc.subarray(all, { minLength: 1 }),
          atOnce: fc.boolean(),
        }),
        fc.record({
          do: fc.constantFrom('add', 'undo', 'restore', 'add', 'undo'),
          file: fc.integer({ min: 0, max: 2 }),
          atOnce: fc.boolean(),
        }),
      ),
      { minLength: 3, maxLength: 12 },
    ),
  }),
)

/** Asks for what the steps say, some of it at the same moment, with two workers. */
async function live(journal: Journal, files: { text: string }[], steps: Step[]) {
  const ids = new Map<number, string>()
  let pending: Promise<unknown>[] = []
  for (const step of steps) {
    pending.push(take(journal, files, step, ids))
    if (step.atOnce) continue
    await Promise.all(pending)
    pending = []
    await Promise.all([feed.work(), feed.work('two')])
  }
  await Promise.all(pending)
  await Promise.all([feed.work(), feed.work('two')])
  await feed.work()
}

async function take(
  journal: Journal,
  files: { text: string }[],
  step: Step,
  ids: Map<number, string>,
): Promise<void> {
  const { actor } = journal
  if (step.do === 'sync') return feed.sync(journal, step.truths)
  const at = step.file % files.length
  const importId = ids.get(at)
  const now = new Date()
  if (step.do === 'add') {
    if (importId) return
    const fresh = await feed.upload(journal, files[at]?.text ?? '')
    if (ids.has(at)) return
    ids.set(at, fresh)
    await feed.work(randomUUID())
    return refusedOrDone(requestCommit(db, { actor, importId: fresh, now }))
  }
  if (!importId) return
  const ask = step.do === 'undo' ? requestUndo : requestRestore
  await refusedOrDone(ask(db, { actor, importId, now }))
  await feed.work(randomUUID())
}

/** What cannot be done just now is refused in words; that is an answer. */
async function refusedOrDone(asked: Promise<void>): Promise<void> {
  await asked.catch((error: unknown) => {
    if (!(error instanceof AppError && error.code === 'CONFLICT')) throw error
  })
}

describe('imports, undos, restores and syncs in any order', () => {
  test(
    'end in the ledger of what counts in the end, and nothing is there twice',
    async () => {
      await fc.assert(
        fc.asyncProperty(story, async ({ files, steps }) => {
          const journal = await feed.makeJournal()
          await live(journal, files, steps as Step[])

          const counting = await db.importFile.findMany({
            where: { accountId: journal.accountId, state: 'DONE' },
            orderBy: [{ committedAt: 'asc' }, { id: 'asc' }],
          })
          const synced = new Map<bigint, Truth>()
          for (const step of steps)
            if (step.do === 'sync')
              for (const truth of (step as Extract<Step, { do: 'sync' }>).truths)
                synced.set(truth.dealId, truth)
          const plain = await feed.makeJournal()
          if (synced.size > 0) await feed.sync(plain, [...synced.values()])
          for (const { bytes } of counting) await feed.add(plain, Buffer.from(bytes).toString())
          expect(await comparable(journal)).toEqual(await comparable(plain))

          for (const { id } of counting) {
            const before = await everything(journal)
            await feed.undo(journal, id)
            await feed.restore(journal, id)
            expect(await everything(journal)).toEqual(before)
          }
        }),
        soakRuns(8),
      )
    },
    240_000 * SOAK_FACTOR,
  )
})

describe('undoing an import', () => {
  const plain: Habit = { withIds: false, withOpening: true, withComment: true, wholeSeconds: false }
  const named: Habit = { ...plain, withIds: true }
  const ALL: Truth[] = [
    { dealId: 1_001n, positionId: 1n, at: 0, cents: 1_000 },
    { dealId: 1_002n, positionId: 1n, at: 5_000, cents: 2_000 },
    { dealId: 1_003n, positionId: 2n, at: 9_000, cents: -500 },
  ]
  const [FIRST, SECOND, THIRD] = ALL as [Truth, Truth, Truth]
  let journal: Journal

  beforeEach(async () => {
    journal = await feed.makeJournal()
  })

  const deals = () =>
    db.deal.findMany({ where: { accountId: journal.accountId }, orderBy: { executedAt: 'asc' } })
  const show = (importId: string) => showImport(db, { actor: journal.actor, importId })

  test('says beforehand what goes and what stays, and then does just that', async () => {
    await feed.sync(journal, [FIRST])
    const a = await feed.add(journal, exportFile(ALL, plain))
    await feed.add(journal, exportFile([THIRD], named))
    expect((await show(a)).undo).toMatchObject({ removes: { deals: 1, trades: 1 }, keeps: 2 })
    await feed.undo(journal, a)
    const view = await show(a)
    expect(view.status).toBe('undone')
    expect(view.history.map(({ what, added, removed }) => [what, added, removed])).toEqual([
      ['added', 2, 0],
      ['undone', 0, 1],
    ])
    const left = (await deals()).filter(({ net }) => net !== null)
    expect(left.map(({ dealId, source }) => [dealId, source])).toEqual([
      [1_001n, 'SYNC'],
      [1_003n, 'FILE'],
    ])
  })

  test('takes back the words that only this file told', async () => {
    await feed.sync(journal, [FIRST])
    const a = await feed.add(journal, exportFile([FIRST], plain))
    expect((await deals()).at(-1)).toMatchObject({ comment: 'mine', source: 'BOTH' })
    await feed.undo(journal, a)
    expect((await deals()).at(-1)).toMatchObject({ comment: null, source: 'SYNC' })
  })

  test('leaves what a second file tells, with what that one says', async () => {
    const a = await feed.add(journal, exportFile([FIRST], { ...named, withComment: false }))
    await feed.add(journal, exportFile([{ ...FIRST, cents: 9_900 }], named))
    expect((await deals()).map(({ net }) => net?.toFixed(2))).toEqual(['10.00'])
    await feed.undo(journal, a)
    expect((await deals()).map(({ net, comment }) => [net?.toFixed(2), comment])).toEqual([
      ['99.00', 'mine'],
    ])
  })

  test('and restoring it, give the same rows with the same ids', async () => {
    const a = await feed.add(journal, exportFile(ALL, plain))
    await feed.add(journal, exportFile([SECOND], named))
    const before = await everything(journal)
    await feed.undo(journal, a)
    expect(await everything(journal)).not.toEqual(before)
    await feed.restore(journal, a)
    expect(await everything(journal)).toEqual(before)
    expect((await show(a)).history.map(({ what }) => what)).toEqual(['added', 'undone', 'restored'])
  })

  test('and restoring it while syncs run, give the same ledger, byte for byte', async () => {
    await feed.sync(journal, [FIRST, SECOND])
    const a = await feed.add(journal, exportFile(ALL, plain))
    const bytes = async () =>
      JSON.stringify(await everything(journal), (_, value) =>
        typeof value === 'bigint' ? String(value) : value,
      )
    const before = await bytes()
    const syncing = () => feed.sync(journal, [FIRST, SECOND])
    await Promise.all([syncing(), feed.undo(journal, a), syncing()])
    expect(await bytes()).not.toBe(before)
    await Promise.all([syncing(), feed.restore(journal, a), syncing()])
    expect(await bytes()).toBe(before)
  })

  test('meanwhile synced deals are taken over by a restore, not doubled', async () => {
    const a = await feed.add(journal, exportFile(ALL, plain))
    await feed.undo(journal, a)
    await feed.sync(journal, ALL)
    await feed.restore(journal, a)
    const closings = (await deals()).filter(({ net }) => net !== null)
    expect(closings.map(({ source }) => source)).toEqual(['BOTH', 'BOTH', 'BOTH'])
  })

  test('compares what waits for the trader anew', async () => {
    const a = await feed.add(journal, exportFile(ALL, plain))
    const b = await feed.upload(journal, exportFile(ALL, named))
    await feed.work()
    expect((await show(b)).counts).toMatchObject({ new: 0, alreadyHere: 3 })
    await feed.undo(journal, a)
    expect((await show(b)).counts).toMatchObject({ new: 3, alreadyHere: 0 })
    expect((await show(b)).sameFile).toBeNull()
  })

  test('is refused for what was not added, for somebody else, and when it is too late', async () => {
    const { actor } = journal
    const waiting = await feed.upload(journal, exportFile(ALL, plain))
    const now = new Date()
    const stranger = (await feed.makeJournal()).actor
    const expectRefused = (asked: Promise<void>, code: string) =>
      expect(asked).rejects.toMatchObject({ code })
    await expectRefused(requestUndo(db, { actor, importId: waiting, now }), 'CONFLICT')
    await expectRefused(requestUndo(db, { actor: stranger, importId: waiting, now }), 'NOT_FOUND')
    await feed.work()
    const a = await feed.add(journal, exportFile(ALL, plain))
    await expectRefused(requestRestore(db, { actor: stranger, importId: a, now }), 'NOT_FOUND')
    await feed.undo(journal, a)
    const late = new Date(restorableUntil(new Date()).getTime() + 60_000)
    await expectRefused(requestRestore(db, { actor, importId: a, now: late }), 'CONFLICT')
    await expectRefused(requestCommit(db, { actor, importId: a, now }), 'CONFLICT')
  })
})
