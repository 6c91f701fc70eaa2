import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { register } from './register'
import { checkSignIn } from './sign-in'

const PASSWORD = 'long enough for us'
const TRIES_PER_ACCOUNT = 10
const TRIES_PER_ADDRESS = 60

let database: TestDatabase
let db: Database
let email: string
let userId: string

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})
beforeEach(async () => {
  await db.throttle.deleteMany()
  email = `${randomUUID()}@example.test`
  userId = (await register(db, { email, password: PASSWORD, timeZone: 'UTC' })).userId
})

function tryIt(given: { email?: string; password?: string; address?: string } = {}) {
  return checkSignIn(db, { email, password: PASSWORD, address: '192.0.2.1', ...given })
}

async function fail(times: number, given: { email?: string; address?: string } = {}) {
  for (let i = 0; i < times; i += 1) expect(await tryIt({ password: 'wrong', ...given })).toBeNull()
}
const TOO_MANY = { code: 'TOO_MANY_ATTEMPTS' }

describe('signing in', () => {
  test('needs the e-mail, in any case, and its password', async () => {
    expect(await tryIt()).toEqual({ userId })
    expect(await tryIt({ email: ` ${email.toUpperCase()} ` })).toEqual({ userId })
    expect(await tryIt({ password: 'wrong' })).toBeNull()
    expect(await tryIt({ email: 'nobody@example.test' })).toBeNull()
  })

  test('is not for users who are disabled', async () => {
    await db.user.update({ where: { id: userId }, data: { disabledAt: new Date() } })
    expect(await tryIt()).toBeNull()
  })
})

describe('guessing', () => {
  test('one password is stopped after ten failures, even with the right one, in any case', async () => {
    await fail(TRIES_PER_ACCOUNT)
    await expect(tryIt()).rejects.toMatchObject(TOO_MANY)
    await expect(tryIt({ email: email.toUpperCase() })).rejects.toMatchObject(TOO_MANY)
    await expect(tryIt({ address: '198.51.100.7' })).rejects.toMatchObject(TOO_MANY)
  })

  test('does not lock anybody else out', async () => {
    await fail(TRIES_PER_ACCOUNT, { email: 'victim@example.test' })
    expect(await tryIt({ address: '198.51.100.7' })).toEqual({ userId })
  })

  test('starts anew after a success', async () => {
    await fail(TRIES_PER_ACCOUNT - 1)
    expect(await tryIt()).toEqual({ userId })
    await fail(TRIES_PER_ACCOUNT)
    await expect(tryIt()).rejects.toMatchObject(TOO_MANY)
  })

  test('starts anew when its time has passed', async () => {
    await fail(TRIES_PER_ACCOUNT)
    await db.throttle.updateMany({ data: { expire: new Date(Date.now() - 1) } })
    expect(await tryIt()).toEqual({ userId })
  })

  test('over many accounts is stopped by address', async () => {
    for (let i = 0; i < TRIES_PER_ADDRESS; i += 1)
      await fail(1, { email: `user-${i}@example.test`, address: '203.0.113.9' })
    await expect(tryIt({ address: '203.0.113.9' })).rejects.toMatchObject(TOO_MANY)
    expect(await tryIt({ address: '192.0.2.1' })).toEqual({ userId })
  })

  test('at the same moment is counted, every single try', async () => {
    const tries = Array.from({ length: 25 }, () => tryIt({ password: 'wrong' }))
    const results = await Promise.allSettled(tries)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(TRIES_PER_ACCOUNT)
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject(TOO_MANY)
  })
})
