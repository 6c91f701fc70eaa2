import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import type { CashOperation } from '@/lib/domain/cash-operation'
import { Dec } from '@/lib/domain/decimal'
import { makeClosing, makeDeal, makeFileDeal } from '@/lib/domain/testing/deals'
import { balanceEntries } from './balance-entries'
import { reconcileAccount } from './reconcile'
import { recordCashFlows } from './record-cash-flows'
import { recordDeals } from './record-deals'
import { addRows } from './testing/add-rows'

const NOW = new Date('2026-02-01T00:00:00Z')

let database: TestDatabase
let db: Database
let userId: string
let accountId: string
let runId: string

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
  const account = await db.tradingAccount.create({
    data: { userId: user.id, source: 'CTRADER', balance: '1009.5', balanceVersion: 3n },
  })
  const run = await db.run.create({ data: { userId: user.id, kind: 'SYNC', trigger: 'first' } })
  userId = user.id
  accountId = account.id
  runId = run.id
})

function day(number: number): Date {
  return new Date(NOW.getTime() + number * 86_400_000)
}

const DEPOSIT: CashOperation = {
  balanceHistoryId: 1n,
  operation: 'BALANCE_DEPOSIT',
  delta: new Dec(1_000),
  balanceAfter: new Dec(1_000),
  balanceVersion: 1n,
  at: day(1),
  note: null,
}

function close(number: number, net: string, balanceAfter: string) {
  return makeDeal({
    dealId: BigInt(number),
    side: 'SELL',
    executedAt: day(number),
    closing: makeClosing({
      net: new Dec(net),
      balanceAfter: new Dec(balanceAfter),
      balanceVersion: BigInt(number),
    }),
  })
}
const CLOSINGS = [close(2, '10', '1010'), close(3, '-0.5', '1009.5')]

async function store(deals = CLOSINGS, entries = [DEPOSIT]) {
  return db.$transaction(async (tx) => {
    await recordDeals(tx, { accountId, runId, deals })
    return recordCashFlows(tx, { accountId, runId, entries })
  })
}

async function reconcile() {
  const { reconciled } = await db.$transaction((tx) => reconcileAccount(tx, accountId, NOW))
  const { reconciledAt, breakAt, breakAmount } = await db.tradingAccount.findUniqueOrThrow({
    where: { id: accountId },
  })
  expect(reconciledAt).toEqual(NOW)
  return { reconciled, breakAt, breakAmount: breakAmount?.toString() ?? null }
}

const WHOLE = { reconciled: true, breakAt: null, breakAmount: null }

describe('reconciling', () => {
  test('a journal that adds up to the broker’s balance finds no break', async () => {
    await store()
    expect(await reconcile()).toEqual(WHOLE)
  })

  test('stores where the balances stop joining, and by how much', async () => {
    await store(CLOSINGS.slice(1))
    expect(await reconcile()).toEqual({ reconciled: false, breakAt: day(1), breakAmount: '10' })
  })

  test('stores a balance that is not the broker’s, down to the cent', async () => {
    await store()
    await db.tradingAccount.update({ where: { id: accountId }, data: { balance: '1009.49' } })
    expect(await reconcile()).toEqual({ reconciled: false, breakAt: day(3), breakAmount: '-0.01' })
  })

  test('stores an opening balance that nobody explained', async () => {
    await store(CLOSINGS, [])
    expect(await reconcile()).toEqual({ reconciled: false, breakAt: day(2), breakAmount: '1000' })
  })

  test('takes a break back when what was missing has arrived', async () => {
    await store(CLOSINGS.slice(1))
    await reconcile()
    await store(CLOSINGS.slice(0, 1))
    expect(await reconcile()).toEqual(WHOLE)
  })

  test('asks nothing of an account of which no balance was told', async () => {
    await db.tradingAccount.update({
      where: { id: accountId },
      data: { balance: null, balanceVersion: null },
    })
    expect(await reconcile()).toEqual(WHOLE)
  })

  test('does not count a file’s own balances', async () => {
    await store()
    const row = makeFileDeal({
      executedAt: day(5),
      closing: makeClosing({ volume: null, balanceAfter: new Dec(7) }),
    })
    await db.$transaction((tx) => addRows(tx, { userId, accountId, runId }, [row]))
    expect(await reconcile()).toEqual(WHOLE)
  })
})

describe('cash operations', () => {
  test('are added once', async () => {
    expect(await store()).toBe(1)
    expect(await store([], [DEPOSIT])).toBe(0)
    expect(await store([], [])).toBe(0)
    expect(await db.cashFlow.count({ where: { accountId } })).toBe(1)
  })

  test('take over a balance that the broker restated', async () => {
    await store()
    expect(await store([], [{ ...DEPOSIT, balanceAfter: new Dec('999.5') }])).toBe(1)
    const [flow] = await db.cashFlow.findMany({ where: { accountId } })
    expect(flow).toMatchObject({ balanceVersion: 1n })
    expect(flow?.balanceAfter.toString()).toBe('999.5')
    expect(flow?.delta.toString()).toBe('1000')
  })

  test('and closing deals are the changes of a balance, of that account, from the last one before that time on', async () => {
    await store()
    const entries = await balanceEntries(db, accountId)
    expect(entries.map(({ version }) => version).sort()).toEqual([1n, 2n, 3n])
    const since = await balanceEntries(db, accountId, day(2))
    expect(since.map(({ at }) => at).sort()).toEqual([day(1), day(2), day(3)])
    expect(await balanceEntries(db, randomUUID())).toEqual([])
  })
})
