import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import type { Deal } from '@/lib/domain/deal'
import { Dec } from '@/lib/domain/decimal'
import {
  LOT_SIZE,
  makeClosing,
  makeDeal,
  makeFileDeal,
  playedPosition,
} from '@/lib/domain/testing/deals'
import { soakRuns } from '@/lib/domain/testing/soak-runs'
import { recordDeals } from './record-deals'
import { addRows } from './testing/add-rows'

const OPENED = new Date('2026-01-05T09:00:00.250Z')
const CLOSED = new Date('2026-01-05T10:00:00.500Z')

let database: TestDatabase
let db: Database
let account: Account

type Account = { id: string; userId: string; runId: string }

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})
beforeEach(async () => {
  account = await makeAccount()
})

async function makeAccount(openPositionIds: bigint[] = []): Promise<Account> {
  const user = await db.user.create({
    data: { email: `${randomUUID()}@example.test`, passwordHash: 'none' },
  })
  const { id } = await db.tradingAccount.create({
    data: {
      userId: user.id,
      source: 'CTRADER',
      currency: 'EUR',
      openPositionIds,
      symbols: {
        create: { symbolId: 1n, name: 'EURUSD', digits: 5, pipPosition: 4, lotSize: LOT_SIZE },
      },
    },
  })
  const run = await db.run.create({
    data: { userId: user.id, accountId: id, kind: 'SYNC', trigger: 'first' },
  })
  return { id, userId: user.id, runId: run.id }
}

function record(deals: Deal[], { id: accountId, runId }: Account = account) {
  return db.$transaction((tx) => recordDeals(tx, { accountId, runId, deals }))
}

function recordRows(deals: Deal[], { id: accountId, ...others }: Account = account) {
  return db.$transaction((tx) => addRows(tx, { accountId, ...others }, deals))
}

/** Everything the ledger holds of an account, without ids of rows and runs. */
async function ledgerOf({ id: accountId }: Account) {
  const deals = await db.deal.findMany({ where: { accountId }, orderBy: { dealId: 'asc' } })
  const trades = await db.trade.findMany({
    where: { accountId },
    include: { deals: { select: { dealId: true }, orderBy: { dealId: 'asc' } } },
  })
  return {
    deals: deals.map(({ id, accountId, tradeId, firstRunId, lastRunId, ...deal }) => deal),
    // Reversals of one millisecond have one closing time, so the deals tell the order.
    trades: trades
      .map(({ id, accountId, userId, ...trade }) => trade)
      .sort((a, b) => Number(a.deals[0]?.dealId) - Number(b.deals[0]?.dealId)),
  }
}

function tradesOf({ id: accountId }: Account = account) {
  return db.trade.findMany({ where: { accountId }, orderBy: { closedAt: 'asc' } })
}

const opening = (deal: Partial<Deal> = {}) => makeDeal({ executedAt: OPENED, ...deal })
const closing = (deal: Partial<Deal> = {}) =>
  makeDeal({
    dealId: 2n,
    side: 'SELL',
    executedAt: CLOSED,
    price: new Dec('1.2'),
    closing: makeClosing({ gross: new Dec('12.34'), net: new Dec('12.34') }),
    ...deal,
  })

describe('deals that come in', () => {
  test('become a trade of the account’s owner, and the run counts them', async () => {
    expect(await record([opening(), closing()])).toEqual({
      read: 2,
      added: 2,
      updated: 0,
      skipped: 0,
    })
    expect(await tradesOf()).toMatchObject([
      {
        userId: account.userId,
        currency: 'EUR',
        direction: 'LONG',
        closed: true,
        openedAt: OPENED,
        closedAt: CLOSED,
        priceDigits: 5,
        closingDeals: 1,
      },
    ])
    const [trade] = await tradesOf()
    expect([trade?.net, trade?.entryPrice, trade?.pips].map(String)).toEqual([
      '12.34',
      '1.1',
      '1000',
    ])
    expect(await db.run.findUnique({ where: { id: account.runId } })).toMatchObject({
      read: 2,
      added: 2,
      skipped: 0,
    })
  })

  test('change nothing when they come again', async () => {
    await record([opening(), closing()])
    const before = await ledgerOf(account)
    const [trade] = await tradesOf()
    expect(await record([closing(), opening(), closing()])).toEqual({
      read: 3,
      added: 0,
      updated: 0,
      skipped: 3,
    })
    expect(await ledgerOf(account)).toEqual(before)
    expect((await tradesOf())[0]?.id).toBe(trade?.id)
    expect(await db.run.findUnique({ where: { id: account.runId } })).toMatchObject({
      read: 5,
      added: 2,
      skipped: 3,
    })
  })

  test('give the same ledger in whatever pieces and order they arrive', async () => {
    const history = fc
      .tuple(playedPosition(1), playedPosition(2), playedPosition(3))
      .map((positions) => ({
        deals: positions.flatMap(({ deals }) => deals),
        open: positions.flatMap(({ stillOpen }, index) => (stillOpen ? [BigInt(index + 1)] : [])),
      }))
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 2, max: 9 }), async ({ deals, open }, size) => {
        const atOnce = await makeAccount(open)
        await record(deals, atOnce)
        const newestFirst = await makeAccount(open)
        const byAge = deals.toSorted((a, b) => b.executedAt.getTime() - a.executedAt.getTime())
        for (let from = 0; from < byAge.length; from += size) {
          // Windows overlap, so some deals come twice.
          await record(byAge.slice(Math.max(0, from - 1), from + size), newestFirst)
        }
        expect(await ledgerOf(newestFirst)).toEqual(await ledgerOf(atOnce))
      }),
      soakRuns(10),
    )
  })

  test('are counted once when several writers bring them at the same moment', async () => {
    const deals = [opening(), closing()]
    for (let round = 0; round < 5; round += 1) {
      const fresh = await makeAccount()
      const writers = Array.from({ length: 8 }, () => record(deals, fresh))
      const recorded = await Promise.all(writers)
      expect(recorded.reduce((total, { added }) => total + added, 0)).toBe(2)
      expect(await tradesOf(fresh)).toHaveLength(1)
    }
  })

  test('stay in their own account, whatever ids another one has', async () => {
    const other = await makeAccount()
    await record([opening(), closing()])
    await record([opening(), closing({ closing: makeClosing({ net: new Dec(1) }) })], other)
    expect((await tradesOf())[0]?.net.toString()).toBe('12.34')
    expect((await tradesOf(other))[0]?.net.toString()).toBe('1')
  })

  test('for an account that is not there are refused', async () => {
    await expect(record([opening()], { ...account, id: randomUUID() })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})

describe('a deal that the provider changed', () => {
  const updatedAt = (second: number) => new Date(CLOSED.getTime() + second * 1000)
  const netOf = async () => (await tradesOf())[0]?.net.toString()
  const version = (second: number | null, net: number) =>
    closing({
      updatedAt: second === null ? null : updatedAt(second),
      closing: makeClosing({ net: new Dec(net) }),
    })

  test('is updated by what is newer, and not by what is older', async () => {
    await record([opening(), version(5, 10)])
    expect(await record([version(6, 20)])).toMatchObject({ updated: 1, skipped: 0 })
    expect(await netOf()).toBe('20')
    expect(await record([version(5, 10)])).toMatchObject({ updated: 0, skipped: 1 })
    expect(await netOf()).toBe('20')
  })

  test('counts as its newest version when one delivery holds several', async () => {
    await record([version(6, 20), version(7, 30), version(5, 10)])
    expect(await netOf()).toBe('30')
    expect(await db.deal.count({ where: { accountId: account.id } })).toBe(1)
  })

  test('keeps its trade’s id, and so whatever the trader attached to it', async () => {
    await record([version(5, 10)])
    const [before] = await tradesOf()
    await record([opening({ volume: 200_000n })])
    await record([version(6, 20)])
    await record([closing({ dealId: 3n, executedAt: updatedAt(60) })])
    const after = await tradesOf()
    expect(after.map(({ id }) => id)).toEqual([before?.id])
    expect(after[0]).toMatchObject({ openedAt: OPENED, closingDeals: 2 })
  })
})

describe('a file’s row and the deal it repeats', () => {
  const row = (deal: Partial<Deal> = {}) =>
    makeFileDeal({
      executedAt: CLOSED,
      price: new Dec('1.2'),
      comment: 'from the file',
      closing: makeClosing({ volume: null, net: new Dec('12.34') }),
      ...deal,
    })

  async function expectOneOfBoth() {
    expect(await db.deal.findMany({ where: { accountId: account.id } })).toMatchObject([
      { source: 'BOTH', dealId: 2n, fingerprint: 'row', positionId: 1n, comment: 'from the file' },
    ])
    expect(await tradesOf()).toMatchObject([{ source: 'BOTH', positionKey: 'p1' }])
  }

  test('are one deal when the file came first', async () => {
    await recordRows([row()])
    const [before] = await tradesOf()
    expect(await record([closing()])).toMatchObject({ added: 0, updated: 1 })
    await expectOneOfBoth()
    expect((await tradesOf())[0]?.id).toBe(before?.id)
  })

  test('stay one when either comes again', async () => {
    await recordRows([row()])
    await record([closing()])
    expect(await recordRows([row()])).toEqual({ added: 0, updated: 0, removed: 0 })
    expect(await record([closing()])).toMatchObject({ skipped: 1 })
    await expectOneOfBoth()
  })

  test('are one when the file tells whole seconds and a cent more', async () => {
    const executedAt = new Date(CLOSED.getTime() - CLOSED.getMilliseconds())
    await recordRows([row({ executedAt, closing: makeClosing({ net: new Dec('12.35') }) })])
    await record([closing()])
    await expectOneOfBoth()
    expect((await tradesOf())[0]?.net.toString()).toBe('12.34')
  })

  test('are one by their id when the file has it, and the provider’s word counts', async () => {
    await recordRows([
      row({ dealId: 2n, closing: makeClosing({ volume: null, net: new Dec(99) }) }),
    ])
    await record([closing()])
    const [deal, ...others] = await db.deal.findMany({ where: { accountId: account.id } })
    expect(others).toEqual([])
    expect(deal).toMatchObject({ source: 'BOTH', dealId: 2n, comment: 'from the file' })
    expect((await tradesOf())[0]?.net.toString()).toBe('12.34')
  })

  test('leave the file’s trade with the rows that are not repeated', async () => {
    const other = { executedAt: new Date(CLOSED.getTime() + 60_000) }
    await recordRows([row(), row({ ...other, fingerprint: 'other' })])
    expect(await tradesOf()).toMatchObject([{ positionKey: 'frow', closingDeals: 2 }])
    await record([closing()])
    expect(await tradesOf()).toMatchObject([
      { positionKey: 'p1', source: 'BOTH', closingDeals: 1 },
      { positionKey: 'frow', source: 'FILE', closingDeals: 1 },
    ])
  })

  test('are two when a figure differs', async () => {
    await recordRows([row({ price: new Dec('1.3') })])
    expect(await record([closing()])).toMatchObject({ added: 1, updated: 0 })
    expect(await tradesOf()).toHaveLength(2)
  })

  test('a file never changes what the provider told, and adds what it does not tell', async () => {
    await record([closing()])
    const before = await ledgerOf(account)
    const claim = row({ dealId: 2n, closing: makeClosing({ net: new Dec(99) }) })
    expect(await recordRows([claim])).toEqual({ added: 0, updated: 1, removed: 0 })
    const after = await ledgerOf(account)
    expect(after.deals).toEqual(
      before.deals.map((deal) => ({ ...deal, source: 'BOTH', comment: 'from the file' })),
    )
    expect(after.trades.map(({ net }) => net)).toEqual(before.trades.map(({ net }) => net))
  })

  test('two identical rows of a file are two deals', async () => {
    await recordRows([row(), row()])
    expect(await db.deal.count({ where: { accountId: account.id } })).toBe(2)
    await record([closing(), closing({ dealId: 3n })])
    expect(await db.deal.count({ where: { accountId: account.id, source: 'BOTH' } })).toBe(2)
  })
})

describe('a transaction that fails', () => {
  test('leaves no deal, no trade and no count', async () => {
    const failing = db.$transaction(async (tx) => {
      await recordDeals(tx, {
        accountId: account.id,
        runId: account.runId,
        deals: [opening(), closing()],
      })
      throw new Error('the cursor could not be saved')
    })
    await expect(failing).rejects.toThrow('the cursor')
    expect(await ledgerOf(account)).toEqual({ deals: [], trades: [] })
    expect(await db.run.findUnique({ where: { id: account.runId } })).toMatchObject({ read: 0 })
  })
})

describe('amounts and instants', () => {
  test('come back from the ledger exactly as they went in', async () => {
    const net = new Dec('12345678901234567890.12345678')
    const price = new Dec('123456789.0123456789')
    await record([closing({ price, dealId: 2n ** 62n, closing: makeClosing({ net }) })])
    const deal = await db.deal.findFirstOrThrow({ where: { accountId: account.id } })
    expect(deal).toMatchObject({ dealId: 2n ** 62n, executedAt: CLOSED })
    expect(deal.net?.toFixed()).toBe(net.toFixed())
    expect(deal.price.toFixed()).toBe(price.toFixed())
    expect((await tradesOf())[0]?.net.toFixed()).toBe(net.toFixed())
  })
})
