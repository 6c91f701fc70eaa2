import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectDatabase, type Database, type Transaction } from '@/lib/db/client'
import type { Role } from '@/lib/db/generated/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { makeFileDeal } from '@/lib/domain/testing/deals'
import type { Actor } from '@/lib/identity/sessions'
import { createAccount } from '@/lib/journal/accounts'
import { addRows } from '@/lib/ledger/testing/add-rows'
import { keepTradeNote } from '@/lib/notes/keep-trade-note'
import { listStaffActions } from '@/lib/support/list-staff-actions'
import { answerLookIn, endOwnLookIn } from './answer'
import { askForLookIn } from './ask'
import { listLookIns } from './list-look-ins'
import { endLookIn, lookInto, showLookIn } from './look-into'
import { lookAtBalance, lookAtOverview, lookAtTrade, lookAtTrades } from './looks'

const NOW = new Date('2026-06-01T12:00:00Z')
const minutesLater = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)
const SYMBOL = 'QUILLUSD'
const WORDS = 'my own words'

let database: TestDatabase
let db: Database
let trader: Actor
let support: Actor
let accountId: string
let tradeId: string
let lookInId: string

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})
beforeEach(async () => {
  ;[trader, support] = [await makeActor('TRADER'), await makeActor('SUPPORT')]
  const { account } = await createAccount(db, { actor: trader, name: 'Own', currency: 'EUR' })
  accountId = account.id
  const { userId } = trader
  const run = await db.run.create({
    data: { userId, accountId, kind: 'IMPORT', trigger: 'upload' },
  })
  await db.$transaction((tx) =>
    addRows(tx, { userId, accountId, runId: run.id }, [makeFileDeal({ symbol: SYMBOL })]),
  )
  tradeId = (await db.trade.findFirstOrThrow({ where: { accountId } })).id
  const change = { text: WORDS, rating: 4 }
  await keepTradeNote(db, { actor: trader, tradeId, change, now: NOW })
  expect(await ask()).toBe(true)
  lookInId = (await db.lookIn.findFirstOrThrow({ where: { userId } })).id
})

async function makeActor(role: Role): Promise<Actor> {
  const email = `${randomUUID()}@example.test`
  const user = await db.user.create({ data: { email, passwordHash: 'none', role } })
  return { userId: user.id, sessionId: randomUUID(), role, email, timeZone: 'UTC' }
}

function ask(now = NOW) {
  const question = { staff: support, ownerId: trader.userId, connectionId: randomUUID() }
  const asked = { ...question, reason: 'Ticket 12', minutes: 30, now }
  return db.$transaction((tx) => askForLookIn(tx, asked))
}

const answer = (allow: boolean, now = NOW) =>
  answerLookIn(db, { actor: trader, lookInId, allow, now })

/** Everything that can be looked at. */
function looks(now = NOW, actor = support) {
  const asked = { actor, lookInId, now }
  return {
    overview: () => lookAtOverview(db, asked),
    trades: () => lookAtTrades(db, { ...asked, query: { sort: 'closedAt', dir: 'desc', page: 1 } }),
    trade: () => lookAtTrade(db, { ...asked, tradeId }),
    balance: () => lookAtBalance(db, { ...asked, accountId, page: 1 }),
  }
}

async function expectNothing(now = NOW, actor = support) {
  for (const [name, look] of Object.entries(looks(now, actor)))
    await expect(look(), name).rejects.toMatchObject({ code: 'NOT_FOUND' })
}

const told = async () => {
  const { actions } = await listStaffActions(db, { actor: trader })
  return actions.map(({ text, reason }) => `${text}: ${reason}`)
}

describe('without a yes that holds, every trade and balance is not found', () => {
  test('while it is asked, when it was refused, and when nobody answered', async () => {
    await expectNothing()
    await answer(false)
    await answer(false)
    await expectNothing()
    await expect(answer(true)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await told()).toEqual([])
    expect(await ask()).toBe(true)
    expect(await ask()).toBe(false)
    const { lookIns } = await listLookIns(db, { actor: trader, now: NOW })
    expect(lookIns).toMatchObject([{ state: 'asked', staff: support.email, reason: 'Ticket 12' }])
    lookInId = lookIns[0]?.id ?? ''
    const tomorrow = minutesLater(24 * 60)
    await expect(answer(true, tomorrow)).rejects.toMatchObject({ code: 'CONFLICT' })
    await expectNothing(tomorrow)
    expect((await listLookIns(db, { actor: trader, now: tomorrow })).lookIns).toEqual([])
  })

  test('to anybody but the one who was allowed, staff included', async () => {
    await answer(true)
    for (const role of ['TRADER', 'SUPPORT', 'ADMIN'] as const) {
      const other = await makeActor(role)
      await expectNothing(NOW, other)
      const asked = { actor: other, lookInId, now: NOW }
      await expect(showLookIn(db, asked)).rejects.toMatchObject({ code: 'NOT_FOUND' })
      await expect(endLookIn(db, asked)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    await expectNothing(NOW, trader)
    const stranger = await makeActor('TRADER')
    for (const attempt of [
      () => answerLookIn(db, { actor: stranger, lookInId, allow: true, now: NOW }),
      () => endOwnLookIn(db, { actor: stranger, lookInId, now: NOW }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('nor once the role of the one who asked was taken away', async () => {
    await answer(true)
    await expectNothing(NOW, { ...support, role: 'TRADER' })
  })
})

describe('allowed', () => {
  beforeEach(() => answer(true))

  test('shows accounts, trades and balances of this trader, and no word of theirs', async () => {
    const { overview, trades, trade, balance } = looks()
    const answers = [await overview(), await trades(), await trade(), await balance()]
    expect(answers[0]).toMatchObject({
      accounts: [{ accountName: 'Own' }],
      filters: { symbols: [SYMBOL] },
    })
    expect(answers[1]).toMatchObject({ total: 1, rows: [{ symbol: SYMBOL, rating: null }] })
    expect(answers[2]).toMatchObject({ symbol: SYMBOL, note: { text: '', rating: null } })
    expect(JSON.stringify(answers)).not.toContain(WORDS)
    const own = await db.tradeNote.findFirstOrThrow({ where: { tradeId } })
    expect(own).toMatchObject({ text: WORDS, rating: 4 })
  })

  test('of this trader alone: somebody else’s trade is not found either', async () => {
    const asked = { actor: support, lookInId, now: NOW }
    for (const id of [randomUUID()]) {
      await expect(lookAtTrade(db, { ...asked, tradeId: id })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      })
      await expect(lookAtBalance(db, { ...asked, accountId: id, page: 1 })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      })
    }
    // What came to nothing was not looked at.
    expect(await told()).toEqual([])
  })

  test('tells the trader everything that was looked at, with the reason', async () => {
    const { overview, trades, trade, balance } = looks()
    for (const look of [overview, trades, trade, balance, trade]) await look()
    expect(await told()).toEqual([
      'Support looked at how the balance of Own comes about, as you allowed: Ticket 12',
      expect.stringMatching(
        /^Support looked at one of your trades \(QUILLUSD .*\), as you allowed: Ticket 12$/,
      ),
      'Support looked at your list of trades, as you allowed: Ticket 12',
      'Support looked at your accounts and what they add up to, as you allowed: Ticket 12',
    ])
    await looks(minutesLater(2)).trade()
    expect(await told()).toHaveLength(5)
  })

  test('ends by itself, to the minute', async () => {
    expect(await looks(minutesLater(29.99)).trades()).toMatchObject({ total: 1 })
    await expectNothing(minutesLater(30))
    expect(await showLookIn(db, { actor: support, lookInId, now: minutesLater(30) })).toMatchObject(
      {
        state: 'over',
      },
    )
    expect(await ask(minutesLater(30))).toBe(true)
  })

  test('is ended by the trader, once and at once', async () => {
    await endOwnLookIn(db, { actor: trader, lookInId, now: NOW })
    await endOwnLookIn(db, { actor: trader, lookInId, now: minutesLater(1) })
    await expectNothing()
    expect(await db.lookIn.findUnique({ where: { id: lookInId } })).toMatchObject({
      endedAt: NOW,
      endedBy: 'trader',
    })
  })

  test('is ended by support, who leaves a trace of it', async () => {
    await endLookIn(db, { actor: support, lookInId, now: NOW })
    await endLookIn(db, { actor: support, lookInId, now: minutesLater(1) })
    await expectNothing()
    expect(await told()).toEqual(['Support ended the look into your journal: Ticket 12'])
  })

  test('can write nothing: the database itself refuses', async () => {
    const writes: ((tx: Transaction) => Promise<unknown>)[] = [
      (tx) => tx.trade.update({ where: { id: tradeId }, data: { symbol: 'OTHER' } }),
      (tx) => tx.deal.deleteMany(),
      (tx) => createAccount(tx, { actor: trader, name: 'x', currency: 'EUR' }),
      (tx) => tx.$executeRaw`DELETE FROM "TradeNote"`,
    ]
    for (const write of writes)
      await expect(
        lookInto(db, { actor: support, lookInId, now: NOW, look: 'trade' }, async (tx) => {
          await write(tx)
          return { answer: null }
        }),
      ).rejects.toThrow(/read-only transaction/)
    expect(await looks().trades()).toMatchObject({ total: 1 })
  })
})
