import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { wish } from '@/lib/agenda/wish'
import { connectDatabase, type Database } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { keyOfPosition } from '@/lib/domain/deal'
import { LOT_SIZE, makeClosing, makeDeal } from '@/lib/domain/testing/deals'
import { recordDeals } from '@/lib/ledger/record-deals'
import { announceCatchUp } from './announce-catch-up'

const SINCE = new Date('2026-03-12T14:00:00Z')
const REPAIRED = new Date('2026-03-19T08:59:00Z')
const NOW = new Date('2026-03-19T09:00:00Z')

let database: TestDatabase
let db: Database
let connection: { id: string; userId: string }
let accounts: string[]

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
    data: { email: `${randomUUID()}@example.test`, passwordHash: 'none' },
  })
  connection = await db.connection.create({
    data: { userId: user.id, grantedAt: REPAIRED, completedAt: SINCE, missedSince: SINCE },
  })
  accounts = [await follow(), await follow()]
})

async function follow(): Promise<string> {
  const { id } = await db.tradingAccount.create({
    data: {
      userId: connection.userId,
      connectionId: connection.id,
      source: 'CTRADER',
      currency: 'EUR',
      followedAt: SINCE,
      symbols: {
        create: { symbolId: 1n, name: 'EURUSD', digits: 5, pipPosition: 4, lotSize: LOT_SIZE },
      },
    },
  })
  return id
}

function change(data: Prisma.ConnectionUpdateInput) {
  return db.connection.update({ where: { id: connection.id }, data })
}

let position = 0n

/** A closed trade that a run brought. */
async function bring(accountId: string, trigger: string, closedAt: Date, startedAt = NOW) {
  const run = await db.run.create({
    data: {
      userId: connection.userId,
      connectionId: connection.id,
      accountId,
      kind: 'SYNC',
      trigger,
      startedAt,
    },
  })
  position += 1n
  const ofPosition = { positionId: position, positionKey: keyOfPosition(position) }
  const opening = { ...ofPosition, dealId: position * 2n, executedAt: SINCE }
  const closing = { ...ofPosition, dealId: position * 2n + 1n, executedAt: closedAt }
  const deals = [makeDeal(opening), makeDeal({ ...closing, side: 'SELL', closing: makeClosing() })]
  await db.$transaction((tx) => recordDeals(tx, { accountId, runId: run.id, deals }))
}

async function announced() {
  await db.$transaction((tx) => announceCatchUp(tx, connection.id, NOW))
  const { caughtUp, missedSince } = await db.connection.findUniqueOrThrow({
    where: { id: connection.id },
  })
  return { caughtUp, missedSince }
}

const NOTHING = { caughtUp: null, missedSince: SINCE }
const period = { from: SINCE.toISOString(), to: NOW.toISOString() }

describe('what a repair brought', () => {
  test('is said when no account has anything left to read', async () => {
    const [one = '', two = ''] = accounts
    await bring(one, 'reconnect', new Date('2026-03-14T10:00:00Z'))
    await wish(db, 'account.sync', two, NOW)
    expect(await announced()).toEqual(NOTHING)
    await bring(two, 'reconnect', new Date('2026-03-15T10:00:00Z'))
    await db.agendaItem.deleteMany({ where: { subjectId: two } })
    expect(await announced()).toEqual({ caughtUp: { trades: 2, ...period }, missedSince: null })
    const { dueAt } = await db.agendaItem.findFirstOrThrow({
      where: { kind: 'connection.notify', subjectId: connection.id },
    })
    expect(dueAt).toEqual(NOW)
  })

  test('is said once, and nothing when nothing had broken', async () => {
    await announced()
    await change({ caughtUp: {} })
    expect(await announced()).toEqual({ caughtUp: {}, missedSince: null })
  })

  test('counts neither what an ordinary check or an earlier repair brought, nor older trades', async () => {
    const [one = ''] = accounts
    await bring(one, 'event', new Date('2026-03-14T10:00:00Z'))
    await bring(one, 'reconnect', new Date('2026-03-12T13:30:00Z'), SINCE)
    await bring(one, 'reconnect', new Date('2026-03-10T10:00:00Z'))
    expect(await announced()).toEqual({ caughtUp: { trades: 0, ...period }, missedSince: null })
  })

  test('counts a deal from just before the last good check, which may be listed late', async () => {
    await bring(accounts[0] ?? '', 'reconnect', new Date('2026-03-12T13:59:00Z'))
    expect((await announced()).caughtUp).toMatchObject({ trades: 1 })
  })

  test('is added to what nobody has seen yet', async () => {
    const from = '2026-03-01T00:00:00.000Z'
    await change({ caughtUp: { trades: 3, from, to: '2026-03-02T00:00:00.000Z' } })
    await bring(accounts[0] ?? '', 'reconnect', new Date('2026-03-14T10:00:00Z'))
    expect((await announced()).caughtUp).toEqual({ trades: 4, from, to: period.to })
  })
})

describe('nothing is said', () => {
  test.each<[string, Prisma.ConnectionUpdateInput]>([
    ['before the check that follows the repair', { syncAskedAt: NOW }],
    ['by a step that was under way when the grant ended', { refusedAt: NOW }],
    ['while it is linked elsewhere', { supersededAt: NOW }],
    ['while it is paused', { pausedAt: NOW }],
  ])('%s', async (_, facts) => {
    await change(facts)
    expect(await announced()).toEqual(NOTHING)
  })

  test('of none missed, where an account is not listed any more', async () => {
    await db.tradingAccount.update({
      where: { id: accounts[0] ?? '' },
      data: { missingSince: NOW },
    })
    expect(await announced()).toEqual({ caughtUp: null, missedSince: null })
  })
})
