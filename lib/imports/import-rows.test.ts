import { afterAll, beforeAll, expect, test } from 'vitest'
import { claim } from '@/lib/agenda/claim'
import { wish } from '@/lib/agenda/wish'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { lockImportRows } from './import-rows'
import { readImport } from './read-import'
import { showImport } from './show-import'
import { exportFile, type JournalFeed, journalFeed } from './testing/journal-feed'

const FILE = exportFile([{ dealId: 1n, positionId: 1n, at: 0, cents: 1_000 }], {
  withIds: true,
  withOpening: true,
  withComment: false,
  wholeSeconds: false,
})

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

const isSomebodyWaiting = async () => {
  const [row] = await db.$queryRaw<{ waiting: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
      WHERE l.locktype = 'advisory' AND NOT l.granted AND d.datname = current_database()) AS "waiting"`
  return row?.waiting
}

test('a file that is added while it is still being read keeps no row of that reading', async () => {
  const { actor, accountId } = await feed.makeJournal()
  const importId = await feed.upload({ actor, accountId }, FILE)
  const now = new Date(Date.now() + 1_000)
  const [item] = await claim(db, { owner: 'one', kinds: ['import.read'], limit: 1, now })
  if (!item) throw new Error('nothing to read')

  const context = { db, workerId: 'one', clock: { now: () => new Date() } }
  const reading = await db.$transaction(async (tx) => {
    await lockImportRows(tx, importId)
    const promise = readImport(context, item)
    await expect.poll(isSomebodyWaiting).toBe(true)
    await db.importFile.update({ where: { id: importId }, data: { state: 'COMMITTING' } })
    await wish(db, 'import.commit', importId, new Date())
    return { promise }
  })
  await reading.promise
  expect(await db.importRow.count({ where: { importFileId: importId } })).toBe(0)
  expect(await db.importFile.findUnique({ where: { id: importId } })).toMatchObject({
    state: 'COMMITTING',
    preview: null,
  })

  await feed.work()
  const view = await showImport(db, { actor, importId })
  expect(view).toMatchObject({ status: 'done', result: { added: 1 } })
  expect(view.rows.map(({ verdict }) => verdict)).toEqual(['new'])
  expect(await db.agendaItem.count({ where: { subjectId: importId } })).toBe(0)
})
