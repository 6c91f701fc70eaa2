import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { exportTrades } from '@/lib/export/export-trades'
import { Choices, changeChoices } from './change-choices'
import { rejectedRows } from './rejected-rows'
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

const HEADER = [
  'Symbol',
  'Opening direction',
  'Closing time (UTC+2)',
  'Entry price',
  'Closing price',
  'Closing Quantity',
  'Net $',
  'Comment',
]
const GOOD = [
  'EURUSD',
  'Buy',
  '14/07/2026 09:15:42.118',
  '1,08420',
  '1,08520',
  '0,50 Lots',
  '-47,00',
  '',
]

/** A file of a spreadsheet that knows decimal commas. */
function file(...rows: string[][]): string {
  return [HEADER, ...rows].map((cells) => cells.join(';')).join('\n')
}

function row(changes: Partial<Record<number, string>>): string[] {
  return GOOD.map((cell, index) => changes[index] ?? cell)
}

async function textOf(lines: AsyncGenerator<string>): Promise<string> {
  let text = ''
  for await (const line of lines) text += line
  return text
}

async function upload(journal: Journal, text: string) {
  const importId = await feed.upload(journal, text)
  await feed.work()
  return { importId, view: await showImport(db, { actor: journal.actor, importId }) }
}

test('rejected rows come as a file that can be corrected and uploaded as it is', async () => {
  const journal = await feed.makeJournal()
  const { actor } = journal
  const { importId, view } = await upload(
    journal,
    file(
      GOOD,
      row({ 2: '31/02/2026 09:15:42.118', 6: '-15,00' }),
      row({ 1: 'Perhaps', 7: '=HYPERLINK("x")' }),
      [...row({ 3: 'x' }), 'one cell too many'],
    ),
  )
  expect(view.counts).toMatchObject({ new: 1, problems: 3 })
  expect(JSON.stringify(view.rows)).not.toContain('one cell too many"')

  const { fileName, lines } = await rejectedRows(db, { actor, importId })
  expect(fileName).toBe('history rejected.csv')
  const text = await textOf(lines)
  expect(text.startsWith('\ufeff')).toBe(true)
  const [header, first, second, third] = text.slice(1).split('\r\n')
  expect(header).toBe([...HEADER, 'Line', 'Reason'].join(';'))
  // A negative amount is a number, not a formula.
  expect(first).toContain(';-15,00;;3;')
  expect(first).toContain('31/02/2026')
  expect(second).toContain(`"'=HYPERLINK(""x"")"`)
  expect(third).toMatch(/;5;.*;one cell too many$/)

  const corrected = text
    .replace('31/02/2026', '28/02/2026')
    .replace('Perhaps', 'Sell')
    .replace(';x;', ';1,08420;')
    .replace(';one cell too many', '')
  const again = await upload(journal, corrected)
  expect(again.view.status).toBe('ready')
  expect(again.view.counts).toMatchObject({ new: 3, problems: 0 })
  expect(again.view.columnsNotUsed).toEqual(['Line', 'Reason'])
})

test('somebody else’s rejected rows, and those of a file without any, are not there', async () => {
  const journal = await feed.makeJournal()
  const stranger = await feed.makeActor()
  const bad = await upload(journal, file(GOOD, row({ 1: 'Perhaps' })))
  const good = await upload(journal, file(GOOD))
  for (const asked of [
    { actor: stranger, importId: bad.importId },
    { actor: journal.actor, importId: good.importId },
  ])
    await expect(rejectedRows(db, asked)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('the same file is known before the preview, with what became of it', async () => {
  const journal = await feed.makeJournal()
  const { actor } = journal
  const first = await feed.add(journal, file(GOOD))
  const importId = await feed.upload(journal, file(GOOD))
  const unread = await showImport(db, { actor, importId })
  expect(unread).toMatchObject({ status: 'reading', sameFile: { importId: first, undone: false } })
  await feed.work()
  await feed.undo(journal, first)
  const view = await showImport(db, { actor, importId })
  expect(view).toMatchObject({ sameFile: { undone: true }, counts: { new: 1, alreadyHere: 0 } })
})

test('a row that only looks like a deal can be added anyway, one with its id cannot', async () => {
  const journal = await feed.makeJournal()
  const { actor } = journal
  await feed.add(journal, file(GOOD))
  const { importId, view } = await upload(journal, file(GOOD))
  expect(view.rows[0]).toMatchObject({
    verdict: 'already-here',
    repeats: { by: 'same-row', deal: { symbol: 'EURUSD', net: { amount: '-47' } } },
  })
  const choices = { addAnyway: [2] }
  await changeChoices(db, { actor, importId, choices, now: new Date() })
  await feed.work()
  const changed = await showImport(db, { actor, importId })
  expect(changed.rows[0]).toMatchObject({ verdict: 'new', apart: true })
  await requestCommit(db, { actor, importId, now: new Date() })
  await feed.work()
  expect(await db.deal.count({ where: { accountId: journal.accountId } })).toBe(2)
})

test('trades are exported for their owner alone, page after page, and no cell runs', async () => {
  const journal = await feed.makeJournal()
  const { actor, accountId } = journal
  await db.tradingAccount.update({ where: { id: accountId }, data: { name: '=SUM(A1)' } })
  const rows = Array.from({ length: 603 }, (_, index) => {
    const at = new Date(Date.UTC(2026, 6, 14) + index * 60_000).toISOString()
    const time = `${at.slice(8, 10)}/${at.slice(5, 7)}/${at.slice(0, 4)} ${at.slice(11, 23)}`
    return row({ 2: time, 3: `1,${10_000 + index}` })
  })
  await feed.add(journal, file(...rows))
  const filter = { from: undefined, to: undefined, symbol: undefined, account: undefined }
  const text = await textOf(exportTrades(db, { actor, filter }))
  const lines = text.trimEnd().split('\r\n')
  expect(lines).toHaveLength(604)
  expect(new Set(lines).size).toBe(604)
  expect(lines[1]?.startsWith("'=SUM(A1),EURUSD,Long,,2026-07-13T22:00:00.000Z,0.5,lots,")).toBe(
    true,
  )
  expect(lines[1]).toContain(',-47,USD,1,Yes,,File')

  const some = await textOf(exportTrades(db, { actor, filter: { ...filter, to: '2026-07-13' } }))
  expect(some.trimEnd().split('\r\n')).toHaveLength(121)
  const stranger = await feed.makeActor()
  expect((await textOf(exportTrades(db, { actor: stranger, filter }))).split('\r\n')).toHaveLength(
    2,
  )
})

test('problems are grouped by what helps, with the rows it helps', async () => {
  const { view } = await upload(
    await feed.makeJournal(),
    file(
      GOOD,
      row({ 2: '31/02/2026 09:15:42.118' }),
      row({ 3: 'x' }),
      row({ 1: 'Perhaps' }),
      row({ 4: 'y' }),
      row({ 2: 'soon' }),
    ),
  )
  const [first, ...others] = view.problemGroups
  expect(first).toEqual({
    cure: 'Export it again from cTrader and upload it as it is.',
    rows: 3,
    causes: [
      {
        cause: 'number-not-read',
        text: 'A figure could not be read',
        rows: 2,
        lines: [4, 6],
      },
      { cause: 'time-not-read', text: 'A time could not be read', rows: 1, lines: [7] },
    ],
  })
  expect(others.map(({ rows, causes }) => [rows, causes[0]?.lines])).toEqual(
    expect.arrayContaining([
      [1, [3]],
      [1, [5]],
    ]),
  )
  expect(view.counts?.problems).toBe(5)
})

test('a cell corrected in place counts as if the file had it, and can be taken back', async () => {
  const journal = await feed.makeJournal()
  const { actor } = journal
  const { importId, view } = await upload(
    journal,
    file(GOOD, row({ 2: '31/02/2026 09:15:42.118', 6: '-15,00' }), row({ 3: 'x', 4: 'y' })),
  )
  const wrong = view.rows.map(({ line, wrongCells }) => [line, wrongCells])
  expect(wrong).toEqual([
    [2, []],
    [3, [{ column: 3, header: 'Closing time (UTC+2)', value: '31/02/2026 09:15:42.118' }]],
    [
      4,
      [
        { column: 4, header: 'Entry price', value: 'x' },
        { column: 5, header: 'Closing price', value: 'y' },
      ],
    ],
  ])

  async function correct(corrections: object) {
    await changeChoices(db, {
      actor,
      importId,
      choices: Choices.parse({ corrections }),
      now: new Date(),
    })
    await feed.work()
    return showImport(db, { actor, importId })
  }
  await correct({ '3': { '3': '28/02/2026 09:15:42.118' } })
  const both = await correct({ '4': { '4': '1,08420' } })
  expect(both.counts).toMatchObject({ new: 2, problems: 1 })
  expect(both.rows[1]).toMatchObject({
    verdict: 'new',
    corrected: true,
    reasons: ['You corrected this row.'],
    deal: { closedAt: '2026-02-28T07:15:42.118Z' },
  })
  expect(both.rows[2]?.wrongCells.map(({ header }) => header)).toEqual(['Closing price'])
  const back = await correct({ '4': null })
  expect(back.rows[2]).toMatchObject({ corrected: false, verdict: 'problem' })

  await requestCommit(db, { actor, importId, now: new Date() })
  await feed.work()
  const deals = await db.deal.findMany({ where: { accountId: journal.accountId } })
  expect(deals.map(({ net }) => net?.toFixed(2)).sort()).toEqual(['-15.00', '-47.00'])
})
