import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { createAccount } from '@/lib/journal/accounts'
import { showImport } from './show-import'
import { type JournalFeed, journalFeed } from './testing/journal-feed'

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

const statement = (number: string, minute: number) =>
  [
    `Account: ${number}`,
    'Broker: Invented Broker',
    '',
    'Symbol,Opening Direction,Closing Time (UTC+2),Entry price,Closing price,Closing Quantity,Net USD',
    `EURUSD,Buy,14 Jul 2026 09:${minute}:42.118,1.08420,1.08520,0.5 Lots,47.00`,
  ].join('\n')

async function makeJournal(simulated = false) {
  const actor = await feed.makeActor()
  const input = { actor, name: 'Files', currency: 'USD', simulated }
  const { account } = await createAccount(db, input)
  return { actor, accountId: account.id }
}

const stored = (id: string) => db.tradingAccount.findUniqueOrThrow({ where: { id } })

test('a file account takes the number and broker of its first file, and keeps them', async () => {
  const journal = await makeJournal()
  await feed.add(journal, statement('0005501', 15))
  expect(await stored(journal.accountId)).toMatchObject({ login: 5501n, broker: 'Invented Broker' })

  const importId = await feed.add(journal, statement('7702', 25))
  expect((await showImport(db, { actor: journal.actor, importId })).checks).toContainEqual({
    level: 'warning',
    text: 'The file names account 7702, and this account is 5501. If that is another one, upload the file for that account.',
  })
  expect(await stored(journal.accountId)).toMatchObject({ login: 5501n })

  const same = await feed.add(journal, statement('5501', 35))
  expect((await showImport(db, { actor: journal.actor, importId: same })).checks).toContainEqual({
    level: 'ok',
    text: 'The file names the same account number, 5501.',
  })
})

test.each(['demo account', '123456789012345678901234567890', '—'])(
  '“%s” is no account number',
  async (number) => {
    const journal = await makeJournal()
    await feed.add(journal, statement(number, 15))
    expect((await stored(journal.accountId)).login).toBeNull()
  },
)

test('a linked account and a simulated one take no number from a file', async () => {
  const linked = await feed.makeJournal()
  await feed.add(linked, statement('5501', 15))
  expect((await stored(linked.accountId)).login).toBeNull()
  const simulated = await makeJournal(true)
  await feed.add(simulated, statement('5501', 15))
  expect((await stored(simulated.accountId)).login).toBeNull()
})
