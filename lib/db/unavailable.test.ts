import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from './client'
import { createTestDatabase, type TestDatabase } from './testing/create-test-database'
import { isDatabaseUnavailable } from './unavailable'

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

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => {
      throw new Error('It worked')
    },
    (error: unknown) => error,
  )
}

async function withDatabase<Result>(url: string, work: (other: Database) => Promise<Result>) {
  const other = connectDatabase(url)
  try {
    return await work(other)
  } finally {
    await other.$disconnect()
  }
}

describe('a database that cannot be reached', () => {
  test('because nobody listens', async () => {
    const url = 'postgresql://nobody@127.0.0.1:1/nothing'
    const errors = await withDatabase(url, async (other) => [
      await failureOf(other.user.count()),
      await failureOf(other.$queryRaw`SELECT 1`),
      await failureOf(other.$transaction(async (tx) => tx.user.count())),
    ])
    expect(errors.map((error) => isDatabaseUnavailable(error))).toEqual([true, true, true])
  })

  test('because the connection is cut in the middle of a query', async () => {
    const error = await withDatabase(database.url, async (other) => {
      const pid = await other.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS "pid"`
      expect(pid).toHaveLength(1)
      return failureOf(
        other.$transaction(async (tx) => {
          const [own] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS "pid"`
          await db.$queryRaw`SELECT pg_terminate_backend(${own?.pid ?? 0}::int)`
          return tx.user.count()
        }),
      )
    })
    expect(isDatabaseUnavailable(error)).toBe(true)
  })
})

describe('a database that says no', () => {
  test('is there all the same', async () => {
    const data = { email: 'twice@example.test', passwordHash: 'none' }
    await db.user.create({ data })
    const errors = [
      await failureOf(db.user.create({ data })),
      await failureOf(db.$queryRaw`SELECT 1 / 0`),
      await failureOf(db.$queryRaw`SELECT nonsense`),
      await failureOf(db.user.findUniqueOrThrow({ where: { email: 'nobody' } })),
    ]
    expect(errors.map((error) => isDatabaseUnavailable(error))).toEqual([
      false,
      false,
      false,
      false,
    ])
  })
})

test('anything else is no matter of the database', () => {
  const circular: { cause?: unknown } = {}
  circular.cause = circular
  for (const error of [null, undefined, 'ECONNREFUSED', new Error('no'), circular])
    expect(isDatabaseUnavailable(error)).toBe(false)
})
