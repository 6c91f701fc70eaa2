import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { Registration, register } from './register'

const PASSWORD = 'long enough for us'

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

function registerAs(email: string, more: Record<string, unknown> = {}) {
  return register(db, Registration.parse({ email, password: PASSWORD, ...more }))
}

describe('registering', () => {
  test('makes a trader, whose e-mail is kept in lower case', async () => {
    const { userId } = await registerAs('  Ana@Example.TEST ', { timeZone: 'Europe/Vienna' })
    const user = await db.user.findUniqueOrThrow({ where: { id: userId } })
    expect(user).toMatchObject({
      email: 'ana@example.test',
      role: 'TRADER',
      timeZone: 'Europe/Vienna',
      disabledAt: null,
    })
    expect(user.passwordHash).toMatch(/^\$argon2id\$/)
  })

  test('twice is refused, whatever the case, and changes nothing', async () => {
    const { userId } = await registerAs('ben@example.test')
    const before = await db.user.findUnique({ where: { id: userId } })
    await expect(registerAs('BEN@example.test')).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await db.user.findUnique({ where: { id: userId } })).toEqual(before)
  })

  test('at the same moment makes one account', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 4 }, () => registerAs('cho@example.test')),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await db.user.count({ where: { email: 'cho@example.test' } })).toBe(1)
  })
})

describe('what is asked to register', () => {
  test.each<[string, Record<string, unknown>]>([
    ['no e-mail address', { email: 'not an address' }],
    ['an e-mail address without end', { email: `${'a'.repeat(250)}@example.test` }],
    ['a short password', { password: 'ninechars' }],
    ['a password without end', { password: 'x'.repeat(201) }],
    ['a time zone that is none', { timeZone: 'Mars/Olympus' }],
  ])('cannot be %s', (_, wrong) => {
    const input = { email: 'dia@example.test', password: PASSWORD, ...wrong }
    expect(Registration.safeParse(input).success).toBe(false)
  })

  test('cannot choose its own role', () => {
    const input = { email: 'dia@example.test', password: PASSWORD, role: 'ADMIN' }
    expect(Registration.parse(input)).not.toHaveProperty('role')
  })
})
