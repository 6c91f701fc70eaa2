import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { beginSession, endSession, findActor, SESSION_DAYS } from './sessions'

const NOW = new Date('2026-06-01T12:00:00Z')
const END = new Date(NOW.getTime() + SESSION_DAYS * 86_400_000)

let database: TestDatabase
let db: Database
let userId: string
let sessionId: string

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})
beforeEach(async () => {
  const user = await db.user.create({
    data: { email: `${randomUUID()}@example.test`, passwordHash: 'none', timeZone: 'Asia/Tokyo' },
  })
  userId = user.id
  sessionId = await beginSession(db, userId, NOW)
})

const actor = (now = NOW, id = sessionId) => findActor(db, id, now)

describe('a session', () => {
  test('says who is asking', async () => {
    expect(await actor()).toMatchObject({
      userId,
      sessionId,
      role: 'TRADER',
      timeZone: 'Asia/Tokyo',
    })
  })

  test('ends with signing out, and the user’s other sessions go on', async () => {
    const other = await beginSession(db, userId, NOW)
    await endSession(db, sessionId, NOW)
    expect(await actor()).toBeNull()
    expect(await actor(NOW, other)).toMatchObject({ userId })
  })

  test('ends for good: signing out again does not move its end', async () => {
    await endSession(db, sessionId, NOW)
    await endSession(db, sessionId, END)
    expect(await db.session.findUnique({ where: { id: sessionId } })).toMatchObject({
      endedAt: NOW,
    })
  })

  test('expires', async () => {
    expect(await actor(new Date(END.getTime() - 1))).not.toBeNull()
    expect(await actor(END)).toBeNull()
  })

  test('ends when its user is disabled, and shows a new role at once', async () => {
    await db.user.update({ where: { id: userId }, data: { role: 'SUPPORT' } })
    expect(await actor()).toMatchObject({ role: 'SUPPORT' })
    await db.user.update({ where: { id: userId }, data: { disabledAt: NOW } })
    expect(await actor()).toBeNull()
  })

  test('is nobody’s when it never began', async () => {
    expect(await actor(NOW, randomUUID())).toBeNull()
  })
})
