import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Dec } from '@/lib/domain/decimal'
import {
  type JournalStack,
  type Ledger,
  startJournalStack,
  waitFor,
} from '@/workers/testing/journal-stack'

const ANA_SWAP_FREE = 41_000_103
const BEN = 41_000_201

let stack: JournalStack

beforeAll(async () => {
  stack = await startJournalStack()
  await stack.startWorker()
})
afterAll(() => stack.stop())

/** The closed trades of an account, in a form that compares with the provider's ledger. */
async function journalOf(ctidTraderAccountId: number, userId: string) {
  const trades = await stack.db.trade.findMany({
    where: { userId, closed: true, account: { ctidTraderAccountId } },
    orderBy: [{ closedAt: 'asc' }, { positionId: 'asc' }, { openedAt: 'asc' }],
  })
  return trades.map((trade) => ({
    positionId: String(trade.positionId),
    symbol: trade.symbol,
    direction: trade.direction === 'LONG' ? 'BUY' : 'SELL',
    openedAt: trade.openedAt?.toISOString(),
    closedAt: trade.closedAt.toISOString(),
    net: new Dec(trade.net.toString()).toFixed(2),
    lots: new Dec(trade.quantity.toString()).toFixed(2),
  }))
}

function truthOf({ positions }: Ledger) {
  return positions
    .map(({ sequence, ...position }) => ({
      ...position,
      net: new Dec(position.net).toFixed(2),
      lots: new Dec(position.lots).toFixed(2),
    }))
    .sort(
      (a, b) =>
        a.closedAt.localeCompare(b.closedAt) ||
        Number(a.positionId) - Number(b.positionId) ||
        a.openedAt.localeCompare(b.openedAt),
    )
}

async function linkAndSync(persona: string, accounts: number[]) {
  const actor = await stack.makeActor()
  const connectionId = await stack.authorise(actor, persona)
  await stack.waitForState(actor, connectionId, 'choose-accounts')
  await stack.follow(actor, connectionId, accounts)
  await waitFor(
    'the whole history',
    () => stack.db.tradingAccount.findMany({ where: { connectionId, followedAt: { not: null } } }),
    (rows) => rows.every(({ backfilledAt }) => backfilledAt !== null),
    (rows) => rows.map(({ historyFrom, cashFlowFrom }) => `${historyFrom} ${cashFlowFrom}`).join(),
  )
  return { actor, connectionId }
}

async function expectReconciled(connectionId: string) {
  const accounts = await stack.db.tradingAccount.findMany({
    where: { connectionId, followedAt: { not: null } },
  })
  for (const account of accounts) {
    expect(account.reconciledAt).not.toBeNull()
    expect(account.breakAmount).toBeNull()
  }
}

describe('a first sync', () => {
  test('of a hedged account equals the provider’s ledger to the cent', async () => {
    const { actor, connectionId } = await linkAndSync('ana', [ANA_SWAP_FREE])
    const ledger = await stack.ledger(ANA_SWAP_FREE)
    expect(await journalOf(ANA_SWAP_FREE, actor.userId)).toEqual(truthOf(ledger))
    const flows = await stack.db.cashFlow.findMany({
      where: { account: { ctidTraderAccountId: ANA_SWAP_FREE } },
    })
    expect(flows.map(({ balanceHistoryId }) => String(balanceHistoryId)).sort()).toEqual(
      ledger.cashFlows.map(({ balanceHistoryId }) => balanceHistoryId).sort(),
    )
    await expectReconciled(connectionId)
    expect(await stack.violations()).toBe(0)
  }, 240_000)

  test('of a netted account with scale-ins and reversals', async () => {
    const { actor, connectionId } = await linkAndSync('ben', [BEN])
    expect(await journalOf(BEN, actor.userId)).toEqual(truthOf(await stack.ledger(BEN)))
    await expectReconciled(connectionId)

    // A trade made now arrives without anybody asking.
    const made = (await stack.control('POST', 'trade', { accountId: BEN, net: '12.34' })) as {
      position: { positionId: string | number }
    }
    const trade = await waitFor(
      'the new trade',
      () =>
        stack.db.trade.findFirst({
          where: { userId: actor.userId, positionId: BigInt(made.position.positionId) },
        }),
      (found) => found !== null,
    )
    expect(trade?.net.toFixed(2)).toBe('12.34')
    expect(await stack.violations()).toBe(0)
  }, 240_000)
})
