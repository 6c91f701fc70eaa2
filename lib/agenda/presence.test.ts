import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { announceWorker, farewellWorker, isWorkerAlive } from './presence'

const NOW = new Date('2026-06-01T12:00:00Z')

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

function later(seconds: number): Date {
  return new Date(NOW.getTime() + seconds * 1000)
}

test('a worker is there while it is heard of, and gone soon after, or at once when it says so', async () => {
  expect(await isWorkerAlive(db, NOW)).toBe(false)
  await announceWorker(db, 'a', NOW)
  expect(await isWorkerAlive(db, later(19))).toBe(true)
  expect(await isWorkerAlive(db, later(20))).toBe(false)

  await announceWorker(db, 'a', later(15))
  expect(await isWorkerAlive(db, later(34))).toBe(true)
  expect(await db.workerPresence.findMany()).toEqual([
    { id: 'a', startedAt: NOW, seenAt: later(15) },
  ])

  await announceWorker(db, 'b', later(15))
  await farewellWorker(db, 'a')
  expect(await isWorkerAlive(db, later(16))).toBe(true)
  await farewellWorker(db, 'b')
  await farewellWorker(db, 'b')
  expect(await isWorkerAlive(db, later(16))).toBe(false)
})
