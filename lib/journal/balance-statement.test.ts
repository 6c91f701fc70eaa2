import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { Dec } from '@/lib/domain/decimal'
import { makeClosing, makeDeal, makeFileDeal } from '@/lib/domain/testing/deals'
import type { Actor } from '@/lib/identity/sessions'
import { recordCashFlows } from '@/lib/ledger/record-cash-flows'
import { recordDeals } from '@/lib/ledger/record-deals'
import { BalanceQuery, balanceStatement } from './balance-statement'

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

function hour(number: number): Date {
  return new Date(Date.UTC(2026, 1, 1, number))
}

async function somebody(): Promise<Actor> {
  const email = `${randomUUID()}@example.test`
  const user = await db.user.create({ data: { email, passwordHash: 'none' } })
  return { userId: user.id, sessionId: randomUUID(), role: 'TRADER', email, timeZone: 'UTC' }
}

function cash(id: number, operation: string, delta: string, balanceAfter: string) {
  return {
    balanceHistoryId: BigInt(id),
    operation,
    delta: new Dec(delta),
    balanceAfter: new Dec(balanceAfter),
    balanceVersion: BigInt(id),
    at: hour(id),
    note: null,
  }
}

test('the parts of a balance add up to it, and a file’s own rows are in none of them', async () => {
  const actor = await somebody()
  const { id: accountId } = await db.tradingAccount.create({
    data: { userId: actor.userId, source: 'CTRADER', currency: 'EUR', balance: '1287.5' },
  })
  const { id: runId } = await db.run.create({
    data: { userId: actor.userId, kind: 'SYNC', trigger: 'first' },
  })
  await db.$transaction(async (tx) => {
    await recordDeals(tx, {
      accountId,
      runId,
      deals: [
        makeDeal({
          dealId: 1n,
          side: 'SELL',
          executedAt: hour(2),
          closing: makeClosing({ net: new Dec('-12.5'), balanceAfter: new Dec('987.5') }),
        }),
        makeFileDeal({ executedAt: hour(20), closing: makeClosing({ volume: null }) }),
      ],
    })
    await recordCashFlows(tx, {
      accountId,
      runId,
      entries: [
        cash(1, 'BALANCE_DEPOSIT', '1000', '1000'),
        cash(3, 'BALANCE_DEPOSIT', '500', '1487.5'),
        cash(4, 'BALANCE_WITHDRAW', '-199', '1288.5'),
        cash(5, 'BALANCE_WITHDRAW_ROLLOVER', '-1', '1287.5'),
      ],
    })
  })

  const statement = await balanceStatement(db, { actor, accountId, page: 1, show: 'all' })
  expect(statement.parts.map(({ kind, count, amount }) => [kind, count, amount.amount])).toEqual([
    ['opening', 0, '0'],
    ['deposits', 2, '1500'],
    ['withdrawals', 1, '-199'],
    ['trades', 1, '-12.5'],
    ['other', 1, '-1'],
  ])
  expect(statement.explained).toEqual({ amount: '1287.5', currency: 'EUR', digits: 2 })
  expect(statement.cashFlows.map(({ kind }) => kind)).toEqual([
    'Fee for holding overnight',
    'Withdrawal',
    'Deposit',
    'Deposit',
  ])
  const moved = await balanceStatement(db, { actor, accountId, page: 1, show: 'moved' })
  expect(moved.cashFlows.map(({ kind }) => kind)).toEqual(['Withdrawal', 'Deposit', 'Deposit'])
  expect(moved).toMatchObject({ total: 3, parts: statement.parts })

  const stranger = await somebody()
  await expect(
    balanceStatement(db, { actor: stranger, accountId, page: 1, show: 'all' }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a page that is no number is the first', () => {
  expect(BalanceQuery.parse({ page: 'x', show: 'y' })).toEqual({ page: 1, show: 'all' })
  expect(BalanceQuery.parse({})).toEqual({ page: 1, show: 'all' })
  expect(BalanceQuery.parse({ page: '3', show: 'moved' })).toEqual({ page: 3, show: 'moved' })
})
