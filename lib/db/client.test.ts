import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from './client'
import { createTestDatabase, type TestDatabase } from './testing/create-test-database'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

/** In 2026, clocks there go forward on 8 March and back on 1 November. */
const INSTANTS = [
  '2026-06-01T12:00:00.123Z',
  '2026-03-08T07:30:00.000Z',
  '2026-11-01T05:30:00.000Z',
  '2026-11-01T06:30:00.000Z',
]

describe.each(['UTC', 'America/New_York', 'Asia/Kolkata'])('a server in %s', (zone) => {
  let db: Database

  beforeAll(() => {
    const url = new URL(database.url)
    url.searchParams.set('options', `-c TimeZone=${zone}`)
    db = connectDatabase(url.href)
  })
  afterAll(() => db.$disconnect())

  test.each(INSTANTS)('stores and reads the instant %s, however it is written', async (text) => {
    const at = new Date(text)
    const [byModel, byParameter, byText] = [randomUUID(), randomUUID(), randomUUID()]
    await db.workerPresence.create({ data: { id: byModel, startedAt: at, seenAt: at } })
    await db.$executeRaw`INSERT INTO "WorkerPresence" VALUES (${byParameter}, ${at}, ${at})`
    await db.$executeRaw`INSERT INTO "WorkerPresence" VALUES (${byText}, ${text}::timestamptz, ${text}::timestamptz)`
    for (const id of [byModel, byParameter, byText]) {
      expect(await db.workerPresence.findUnique({ where: { id } })).toMatchObject({ seenAt: at })
      const [row] = await db.$queryRaw<{ seenAt: Date; ms: string }[]>`
        SELECT "seenAt", (extract(epoch FROM "seenAt") * 1000)::bigint::text AS "ms"
        FROM "WorkerPresence" WHERE "id" = ${id}`
      expect(row).toEqual({ seenAt: at, ms: String(at.getTime()) })
    }
  })
})
