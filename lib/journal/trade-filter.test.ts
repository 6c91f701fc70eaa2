import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import type { Actor } from '@/lib/identity/sessions'
import { rewriteAllDays } from '@/lib/ledger/daily-results'
import { listTrades } from './list-trades'
import { TradeFilter } from './trade-filter'
import { TradePageQuery } from './trade-page'

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

async function traderWithTradeAt(closedAt: string, timeZone = 'Europe/Berlin'): Promise<Actor> {
  const email = `${randomUUID()}@example.test`
  const user = await db.user.create({ data: { email, passwordHash: 'none', timeZone } })
  const account = await db.tradingAccount.create({
    data: { userId: user.id, source: 'FILE', name: 'File', currency: 'EUR' },
  })
  await db.trade.create({
    data: {
      userId: user.id,
      accountId: account.id,
      positionKey: 'f1',
      source: 'FILE',
      symbol: 'EURUSD',
      direction: 'LONG',
      closed: true,
      closedAt: new Date(closedAt),
      quantity: '1',
      quantityUnit: 'lots',
      entryPrice: '1.1',
      exitPrice: '1.2',
      priceDigits: 5,
      currency: 'EUR',
      net: '10',
      closingDeals: 1,
    },
  })
  await db.$transaction((tx) => rewriteAllDays(tx, user.id))
  return { userId: user.id, sessionId: '', role: 'TRADER', email, timeZone }
}

async function countOn(actor: Actor, day: string): Promise<number> {
  const query = TradePageQuery.parse({ from: day, to: day })
  const { rows, total } = await listTrades(db, { actor, query })
  // Trades and days are asked in their own ways and must mean the same.
  expect(rows).toHaveLength(total)
  return total
}

describe('a day of the filter is a calendar day of the trader’s zone', () => {
  test.each([
    ['the day of 25 hours, late', '2026-10-25T22:30:00Z', '2026-10-25', '2026-10-26'],
    ['the day of 23 hours, late', '2026-03-29T21:30:00Z', '2026-03-29', '2026-03-30'],
    ['the day after it, early', '2026-03-29T22:30:00Z', '2026-03-30', '2026-03-29'],
    ['an ordinary day, early', '2026-07-13T22:30:00Z', '2026-07-14', '2026-07-13'],
  ])('%s', async (_, closedAt, day, otherDay) => {
    const actor = await traderWithTradeAt(closedAt)
    expect(await countOn(actor, day)).toBe(1)
    expect(await countOn(actor, otherDay)).toBe(0)
  })
})

test('the hour after midnight that comes twice belongs to its day, both times', async () => {
  for (const closedAt of ['2026-11-01T04:30:00Z', '2026-11-01T05:30:00Z']) {
    const actor = await traderWithTradeAt(closedAt, 'America/Havana')
    expect(await countOn(actor, '2026-11-01')).toBe(1)
    expect(await countOn(actor, '2026-10-31')).toBe(0)
  }
})

test.each([
  { from: '2026-02-31' },
  { to: '0000-01-01' },
  { from: 'yesterday' },
  { symbol: 'a\u0000' },
])('%j is not a filter', (query) => {
  expect(TradeFilter.safeParse(query).success).toBe(false)
})

test('nobody sees somebody else’s trades', async () => {
  await traderWithTradeAt('2026-07-14T10:00:00Z')
  const other = await traderWithTradeAt('2025-07-14T10:00:00Z')
  expect(await countOn(other, '2026-07-14')).toBe(0)
})
