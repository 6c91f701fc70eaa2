import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { Choices, changeChoices } from './change-choices'
import type { StoredPreview } from './preview'
import { requestCommit } from './request-commit'
import { showImport } from './show-import'
import { type Journal, type JournalFeed, journalFeed } from './testing/journal-feed'

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

const HEADER =
  'Symbol,Opening direction,Closing time (UTC+2),Entry price,Closing price,Closing Quantity,Net USD'
const row = (minute: number, direction = 'Buy', day = '14/07') =>
  `EURUSD,${direction},${day}/2026 09:${String(minute).padStart(2, '0')}:42.118,1.08420,1.08520,0.50 Lots,${minute}.00`

async function upload(journal: Journal, rows: string[]) {
  const importId = await feed.upload(journal, [HEADER, ...rows].join('\n'))
  await feed.work()
  const show = () => showImport(db, { actor: journal.actor, importId })
  async function answer(choices: object) {
    const parsed = Choices.parse(choices)
    await changeChoices(db, { actor: journal.actor, importId, choices: parsed, now: new Date() })
    await feed.work()
    return show()
  }
  return { importId, view: await show(), answer }
}

test('all rows of one cause are left out at once, and taken back', async () => {
  const journal = await feed.makeJournal()
  const wrong = Array.from({ length: 12 }, (_, index) => row(index + 10, 'Buy', '31/02'))
  const { importId, view, answer } = await upload(journal, [row(1), ...wrong, row(40, 'Perhaps')])
  expect(view.counts).toMatchObject({ new: 1, problems: 13, notTrades: 0 })
  const [dates] = view.problemGroups
  expect(dates).toMatchObject({ rows: 12, causes: [{ cause: 'no-such-date' }] })

  const without = await answer({ leaveOut: ['no-such-date'] })
  expect(without.counts).toMatchObject({ new: 1, problems: 1, notTrades: 12 })
  expect(without.leftOut).toEqual({ causes: ['no-such-date'], rows: 12 })
  expect(without.problemGroups.map(({ rows }) => rows)).toEqual([1])
  expect(without.rows[1]?.reasons[0]).toBe('You left this row out.')

  const back = await answer({ leaveOut: [] })
  expect(back.counts).toMatchObject({ problems: 13, notTrades: 0 })
  expect(back.leftOut).toEqual({ causes: [], rows: 0 })

  await answer({ leaveOut: ['no-such-date', 'direction-not-read'] })
  await requestCommit(db, { actor: journal.actor, importId, now: new Date() })
  await feed.work()
  const done = await showImport(db, { actor: journal.actor, importId })
  expect(done.result).toMatchObject({ added: 1, failed: 0, skipped: 13 })
})

test('what stands in several rows and cannot be read is corrected in all of them at once', async () => {
  const journal = await feed.makeJournal()
  const words = Array.from({ length: 5 }, (_, index) => row(index + 10, 'Long position'))
  const { view, answer } = await upload(journal, [row(1), ...words, row(20, 'Perhaps')])
  expect(view.alikeCells).toEqual([
    { column: 2, header: 'Opening direction', value: 'Long position', rows: 5 },
  ])
  const correctAlike = { column: 2, value: 'Long position', to: 'Buy' }
  const corrected = await answer({ correctAlike })
  expect(corrected.counts).toMatchObject({ new: 6, problems: 1 })
  expect(corrected.alikeCells).toEqual([])
  expect(corrected.rows.filter(({ corrected }) => corrected)).toHaveLength(5)

  // One of them is taken as it was again.
  const one = await answer({ corrections: { '3': null } })
  expect(one.counts).toMatchObject({ new: 5, problems: 2 })
})

test('rows of a long file are left out in every part of it, when it is shown and when it is added', async () => {
  const journal = await feed.makeJournal()
  const second = (at: number) => {
    const time = [9 + Math.floor(at / 3600), Math.floor(at / 60) % 60, at % 60]
    const day = at % 1_000 === 0 ? '31/02' : '14/07'
    const written = time.map((part) => String(part).padStart(2, '0')).join(':')
    return `EURUSD,Buy,${day}/2026 ${written}.118,1.08420,1.08520,0.50 Lots,1.00`
  }
  const rows = Array.from({ length: 12_000 }, (_, at) => second(at))
  const { importId, view, answer } = await upload(journal, rows)
  expect(view.counts).toMatchObject({ new: 11_988, problems: 12 })
  const without = await answer({ leaveOut: ['no-such-date'] })
  expect(without.counts).toMatchObject({ new: 11_988, problems: 0, notTrades: 12 })
  const shown = () =>
    db.importRow.findMany({ where: { importFileId: importId }, orderBy: { line: 'asc' } })
  const before = await shown()
  const digestsBefore = await digests(importId)
  expect(digestsBefore.length).toBeGreaterThan(1)

  await requestCommit(db, { actor: journal.actor, importId, now: new Date() })
  await feed.work()
  const done = await showImport(db, { actor: journal.actor, importId })
  expect(done.result).toMatchObject({ added: 11_988, failed: 0, skipped: 12 })
  expect(await digests(importId)).toEqual(digestsBefore)
  expect(await shown()).toEqual(before)
})

async function digests(id: string): Promise<string[]> {
  const file = await db.importFile.findUniqueOrThrow({ where: { id }, select: { preview: true } })
  return (file.preview as StoredPreview).rowsDigests
}

test('dates that could be read either way are read one way for the whole file', async () => {
  const journal = await feed.makeJournal()
  const dates = ['4/7/2026 9:15:42', '5/8/2026 10:00:00']
  const rows = dates.map((at) => `EURUSD,Buy,${at},1.08420,1.08520,0.50 Lots,1.00`)
  const { view, answer } = await upload(journal, rows)
  expect(view.assumptions.find(({ kind }) => kind === 'date-order')).toMatchObject({
    needsAnswer: true,
    choice: {
      field: 'dateOrder',
      options: [
        { value: 'day-first', label: 'day first' },
        { value: 'month-first', label: 'month first' },
      ],
    },
  })
  const read = await answer({ dateOrder: 'month-first' })
  expect(read.status).toBe('ready')
  expect(read.rows.map(({ deal }) => deal?.closedAt.slice(0, 10))).toEqual([
    '2026-04-07',
    '2026-05-08',
  ])
})

test('a cell is corrected in somebody’s own file only', async () => {
  const journal = await feed.makeJournal()
  const stranger = await feed.makeActor()
  const { importId } = await upload(journal, [row(1), row(2, 'Up'), row(3, 'Up')])
  const choices = { correctAlike: { column: 2, value: 'Up', to: 'Buy' } }
  await expect(
    changeChoices(db, { actor: stranger, importId, choices, now: new Date() }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
