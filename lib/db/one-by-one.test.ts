import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase, type Database } from './client'
import { oneByOne } from './one-by-one'
import { createTestDatabase, type TestDatabase } from './testing/create-test-database'

let database: TestDatabase
let db: Database

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

test('several questions at once are answered one after the other, each with its own answer', async () => {
  const warnings: string[] = []
  const note = ({ message }: Error) => warnings.push(message)
  process.on('warning', note)
  const answers = await db.$transaction(async (tx) => {
    const inTurn = oneByOne(tx)
    return Promise.all([
      inTurn.$queryRaw<{ n: number }[]>`SELECT 1 AS "n" FROM (SELECT pg_sleep(0.05)) "slept"`,
      inTurn.user.count(),
      inTurn.$queryRaw<{ n: number }[]>`SELECT 2 AS "n"`,
      inTurn.user.findMany({ where: { email: 'nobody@example.test' } }),
    ])
  })
  await new Promise(setImmediate)
  process.off('warning', note)
  expect(answers).toEqual([[{ n: 1 }], 0, [{ n: 2 }], []])
  expect(warnings).toEqual([])
})

test('a question that fails keeps no other from being asked', async () => {
  const failing = db.$transaction(async (tx) => {
    const inTurn = oneByOne(tx)
    const [first, second] = await Promise.allSettled([
      inTurn.user.findUniqueOrThrow({ where: { email: 'nobody@example.test' } }),
      inTurn.user.count(),
    ])
    return { first: first.status, second: second.status }
  })
  expect(await failing).toEqual({ first: 'rejected', second: 'fulfilled' })
})
