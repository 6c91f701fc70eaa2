import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import type { ImportView } from '@/lib/domain/views/import'
import { Choices, changeChoices } from './change-choices'
import { forgetAnswers } from './forget-answers'
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

const OK = new URL('../../e2e/files/ok/', import.meta.url)
const MAPPED = readFileSync(new URL('generic-mapped.csv', OK), 'utf8')
const { choices: ANSWERS } = JSON.parse(
  readFileSync(new URL('generic-mapped.expected.json', OK), 'utf8'),
)
const NO_ZONE = readFileSync(new URL('a-no-zone.csv', OK), 'utf8')

async function upload(journal: Journal, text: string, name: string): Promise<string> {
  const importId = await feed.upload(journal, text, name)
  await feed.work()
  return importId
}

async function answer({ actor }: Journal, importId: string, answers: object): Promise<void> {
  await changeChoices(db, { actor, importId, choices: Choices.parse(answers), now: new Date() })
  await feed.work()
}

const show = ({ actor }: Journal, importId: string) => showImport(db, { actor, importId })

function assumed(view: ImportView, kind: string) {
  return view.assumptions.find((assumption) => assumption.kind === kind)
}

test('a later file with the same headers is read as the earlier one was answered', async () => {
  const journal = await feed.makeJournal()
  const march = await upload(journal, MAPPED, 'march.csv')
  expect((await show(journal, march)).status).toBe('needs-answers')
  await answer(journal, march, ANSWERS)
  const own = await show(journal, march)
  expect(own.status).toBe('ready')
  expect(own.assumptions.filter(({ recalled }) => recalled)).toEqual([])

  const april = await upload(journal, MAPPED.replaceAll('2026-07', '2026-04'), 'april.csv')
  const view = await show(journal, april)
  expect(view.status).toBe('ready')
  expect(assumed(view, 'zone')).toMatchObject({
    text: 'Time zone: UTC-5',
    recalled: { fileName: 'march.csv' },
    choice: { field: 'utcOffsetMinutes', value: '-300' },
  })
  expect(assumed(view, 'mapping')?.recalled).toMatchObject({ fileName: 'march.csv' })
  expect(view.counts?.new).toBe(own.counts?.new)

  await requestCommit(db, { actor: journal.actor, importId: april, now: new Date() })
  await feed.work()
  const deals = await db.deal.findMany({ where: { accountId: journal.accountId } })
  expect(deals.length).toBe(own.counts?.new)
  expect(
    deals.some(({ executedAt }) => executedAt.toISOString().startsWith('2026-04-14T14:15')),
  ).toBe(true)
})

test('what is answered otherwise is that file’s own, and holds for the ones after it', async () => {
  const journal = await feed.makeJournal()
  const first = await upload(journal, NO_ZONE, 'first.csv')
  await answer(journal, first, { utcOffsetMinutes: 60 })
  const second = await upload(journal, NO_ZONE, 'second.csv')
  await answer(journal, second, { utcOffsetMinutes: 120 })
  expect(assumed(await show(journal, second), 'zone')).toMatchObject({
    text: 'Time zone: UTC+2',
    recalled: null,
  })
  const third = await upload(journal, NO_ZONE, 'third.csv')
  expect(assumed(await show(journal, third), 'zone')).toMatchObject({
    text: 'Time zone: UTC+2',
    recalled: { fileName: 'second.csv' },
  })
})

test('the columns can be looked at once more, filled in as they were chosen', async () => {
  const journal = await feed.makeJournal()
  const march = await upload(journal, MAPPED, 'march.csv')
  await answer(journal, march, ANSWERS)
  const april = await upload(journal, MAPPED, 'april.csv')
  await answer(journal, april, { reviewMapping: true })
  const { status, mapping } = await show(journal, april)
  expect(status).toBe('needs-answers')
  const filledIn = mapping?.columns.map(({ position, field }) => [String(position), field])
  expect(Object.fromEntries(filledIn ?? [])).toMatchObject(ANSWERS.mapping)
  await answer(journal, april, { mapping: ANSWERS.mapping })
  expect((await show(journal, april)).status).toBe('ready')
})

test('columns that cannot be right are not kept', async () => {
  const journal = await feed.makeJournal()
  const march = await upload(journal, MAPPED, 'march.csv')
  await answer(journal, march, { mapping: { ...ANSWERS.mapping, '1': 'symbol' } })
  expect((await show(journal, march)).mapping?.problems).toHaveLength(1)
  const april = await upload(journal, MAPPED, 'april.csv')
  expect((await show(journal, april)).mapping?.problems).toEqual([])
})

test('forgotten answers are asked again, of this file and of later ones', async () => {
  const journal = await feed.makeJournal()
  const first = await upload(journal, NO_ZONE, 'first.csv')
  await answer(journal, first, { utcOffsetMinutes: 60 })
  const second = await upload(journal, NO_ZONE, 'second.csv')
  expect((await show(journal, second)).savedAnswers).toMatchObject({ fileName: 'first.csv' })
  await forgetAnswers(db, { actor: journal.actor, importId: second, now: new Date() })
  await feed.work()
  expect(await show(journal, second)).toMatchObject({ status: 'needs-answers', savedAnswers: null })
  expect((await show(journal, first)).status).toBe('ready')
  const third = await upload(journal, NO_ZONE, 'third.csv')
  expect((await show(journal, third)).status).toBe('needs-answers')
})

test('nobody else’s files are read by a trader’s answers, and nobody else forgets them', async () => {
  const [journal, other] = [await feed.makeJournal(), await feed.makeJournal()]
  const first = await upload(journal, NO_ZONE, 'first.csv')
  await answer(journal, first, { utcOffsetMinutes: 60 })
  const theirs = await upload(other, NO_ZONE, 'theirs.csv')
  expect((await show(other, theirs)).status).toBe('needs-answers')
  await forgetAnswers(db, { actor: other.actor, importId: theirs, now: new Date() })
  await expect(
    forgetAnswers(db, { actor: other.actor, importId: first, now: new Date() }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const second = await upload(journal, NO_ZONE, 'second.csv')
  expect((await show(journal, second)).status).toBe('ready')
})
