import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { type Deal, keyOfPosition } from '@/lib/domain/deal'
import { Dec } from '@/lib/domain/decimal'
import { LOT_SIZE, makeClosing, makeDeal, makeFileDeal } from '@/lib/domain/testing/deals'
import { joinLedgers } from './join-ledgers'
import { recordDeals } from './record-deals'
import { addRows } from './testing/add-rows'

let database: TestDatabase
let db: Database
let userId: string
let file: Account
let linked: Account

type Account = { id: string; runId: string }

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})
beforeEach(async () => {
  const email = `${randomUUID()}@example.test`
  userId = (await db.user.create({ data: { email, passwordHash: 'none' } })).id
  file = await makeAccount('FILE')
  linked = await makeAccount('CTRADER')
})

async function makeAccount(source: 'FILE' | 'CTRADER'): Promise<Account> {
  const symbols = {
    create: { symbolId: 1n, name: 'EURUSD', digits: 5, pipPosition: 4, lotSize: LOT_SIZE },
  }
  const { id } = await db.tradingAccount.create({
    data: { userId, source, currency: 'EUR', ...(source === 'CTRADER' ? { symbols } : {}) },
  })
  const run = await db.run.create({
    data: { userId, accountId: id, kind: 'SYNC', trigger: 'first' },
  })
  return { id, runId: run.id }
}

function record({ id: accountId, runId }: Account, deals: Deal[]) {
  return db.$transaction((tx) => recordDeals(tx, { accountId, runId, deals }))
}

function addFile({ id: accountId, runId }: Account, rows: Deal[]) {
  return db.$transaction((tx) => addRows(tx, { userId, accountId, runId }, rows))
}

const join = () => db.$transaction((tx) => joinLedgers(tx, { from: file.id, into: linked.id }))

const tradesOf = ({ id: accountId }: Account) =>
  db.trade.findMany({ where: { accountId }, orderBy: { closedAt: 'asc' } })
const dealsOf = ({ id: accountId }: Account) =>
  db.deal.findMany({ where: { accountId }, orderBy: { executedAt: 'asc' } })

const CLOSED = new Date('2026-01-05T10:00:00.500Z')

/** A sync's opening and closing of one position, and the closing as a file without ids tells it. */
const opened = (position: bigint) =>
  makeDeal({ dealId: position * 10n, positionId: position, positionKey: keyOfPosition(position) })
const closed = (position: bigint, net = '47.00', at = CLOSED) =>
  makeDeal({
    dealId: position * 10n + 1n,
    positionId: position,
    positionKey: keyOfPosition(position),
    side: 'SELL',
    price: new Dec('1.2'),
    executedAt: at,
    closing: makeClosing({ net: new Dec(net) }),
  })
const inFile = (deal: Deal, row: Partial<Deal> = {}) =>
  makeFileDeal({
    dealId: null,
    positionId: null,
    positionKey: `f${deal.dealId}`,
    fingerprint: `row-${deal.dealId}`,
    side: deal.side,
    price: deal.price,
    executedAt: deal.executedAt,
    closing: deal.closing,
    ...row,
  })

describe('a file account that becomes part of a linked one', () => {
  test('which holds nothing yet: every trade is there under its id, and a sync then adds none', async () => {
    const deals = [closed(1n), closed(2n, '-3.10')]
    await addFile(
      file,
      deals.map((deal) => inFile(deal)),
    )
    const before = await tradesOf(file)
    await join()
    expect((await tradesOf(linked)).map(({ id }) => id).sort()).toEqual(
      before.map(({ id }) => id).sort(),
    )
    await record(linked, [opened(1n), opened(2n), ...deals])
    const after = await tradesOf(linked)
    expect(after.map(({ id, source }) => [id, source]).sort()).toEqual(
      before.map(({ id }) => [id, 'BOTH']).sort(),
    )
    expect(await tradesOf(file)).toEqual([])
  })

  test('after the sync: what both know is one trade, the provider’s; the rest comes along', async () => {
    const old = closed(9n, '12.00', new Date('2019-03-04T10:00:00.000Z'))
    await record(linked, [opened(1n), closed(1n)])
    const [kept] = await tradesOf(linked)
    await addFile(file, [inFile(closed(1n), { label: 'breakout' }), inFile(old)])
    const moved = (await tradesOf(file)).find(({ net }) => net.toFixed() === '12')
    await join()
    const trades = await tradesOf(linked)
    expect(trades.map(({ id, source, net }) => [id, source, net.toFixed()])).toEqual([
      [moved?.id, 'FILE', '12'],
      [kept?.id, 'BOTH', '47'],
    ])
    expect((await dealsOf(linked)).map(({ label }) => label)).toContain('breakout')
    expect(await dealsOf(file)).toEqual([])
  })

  test('is known by its rows afterwards: the same file adds nothing', async () => {
    const row = inFile(closed(1n))
    await record(linked, [opened(1n), closed(1n)])
    await addFile(file, [row])
    await join()
    expect(await addFile(linked, [row])).toMatchObject({ added: 0 })
  })

  test('by deal ids, by the same row of a file, and two equal fills stay two', async () => {
    const known = closed(1n)
    await record(linked, [opened(1n), known])
    const twice = { fingerprint: 'equal', positionKey: 'fequal' }
    const equal = closed(5n, '8.00', new Date('2026-01-06T10:00:00.500Z'))
    await addFile(linked, [inFile(equal, twice)])
    await addFile(file, [
      inFile(known, { dealId: known.dealId, fingerprint: null }),
      inFile(equal, twice),
      inFile(equal, twice),
    ])
    await join()
    const closings = (await dealsOf(linked)).filter(({ net }) => net !== null)
    expect(closings.map(({ dealId, occurrence }) => [dealId, occurrence])).toEqual([
      [known.dealId, 1],
      [null, 1],
      [null, 2],
    ])
  })

  test('a row of the linked account without an id takes over the id that the file account knows', async () => {
    const deal = closed(1n)
    await addFile(linked, [inFile(deal)])
    await addFile(file, [inFile(deal, { dealId: deal.dealId, fingerprint: null })])
    await join()
    expect(await dealsOf(linked)).toMatchObject([{ dealId: deal.dealId, source: 'FILE' }])
    expect(await record(linked, [opened(1n), deal])).toMatchObject({ added: 1, updated: 1 })
    expect(await tradesOf(linked)).toHaveLength(1)
  })
})
