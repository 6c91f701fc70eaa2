import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatMoney } from '@/mock-spotware/accounts/money'
import {
  journalCash,
  journalTrades,
  ledgerCash,
  ledgerTrades,
} from '@/workers/testing/compare-with-ledger'
import { type JournalStack, startJournalStack, waitFor } from '@/workers/testing/journal-stack'

const ANA_SWAP_FREE = 41_000_103
const BEN = 41_000_201

type Linked = Awaited<ReturnType<typeof linkAndSync>>

let stack: JournalStack
let ana: Linked
let ben: Linked

/** Both histories are read at once, as they mostly wait. */
beforeAll(async () => {
  stack = await startJournalStack()
  await stack.startWorker()
  ;[ana, ben] = await Promise.all([linkAndSync('ana', [ANA_SWAP_FREE]), linkAndSync('ben', [BEN])])
}, 240_000)
afterAll(() => stack.stop())

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
    const { actor, connectionId } = ana
    const ledger = await stack.ledger(ANA_SWAP_FREE)
    const account = { userId: actor.userId, ctid: ANA_SWAP_FREE }
    expect(await journalTrades(stack.db, account)).toEqual(ledgerTrades(ledger))
    expect(await journalCash(stack.db, account)).toEqual(ledgerCash(ledger))
    await expectReconciled(connectionId)
    expect(await stack.violations()).toBe(0)
  })

  test('of a netted account with scale-ins and reversals', async () => {
    const { actor, connectionId } = ben
    const account = { userId: actor.userId, ctid: BEN }
    expect(await journalTrades(stack.db, account)).toEqual(ledgerTrades(await stack.ledger(BEN)))
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
  })
})

test('a deal that the broker corrects weeks later is corrected here, with all balances since', async () => {
  const { actor, connectionId } = ben
  const account = { userId: actor.userId, ctid: BEN }
  await stack.control('POST', 'cash', { accountId: BEN, amount: '250.00' })
  const { book, ids, profile } = stack.mock.world.account(BEN) ?? {}
  const weeksAgo = stack.clock.now().getTime() - 30 * 24 * 3_600_000
  const old = book?.deals.findLast(({ close, executedAt }) => close && executedAt < weeksAgo)
  if (!old?.close || !ids || !profile) throw new Error('Ben closed nothing')
  const swap = formatMoney(old.close.swap - 1_025n, profile.moneyDigits)
  await stack.control('POST', `deals/${BEN}/${ids.show(old.dealId)}`, { swap })

  const truth = ledgerTrades(await stack.ledger(BEN))
  await waitFor(
    'the correction',
    () => journalTrades(stack.db, account),
    (trades) => isDeepStrictEqual(trades, truth),
    (trades) => trades.at(-1)?.net ?? 'nothing',
  )
  await waitFor(
    'balances that join',
    () => stack.db.tradingAccount.findMany({ where: { connectionId, breakAmount: null } }),
    (accounts) => accounts.length === 1,
  )
  expect(await journalCash(stack.db, account)).toEqual(ledgerCash(await stack.ledger(BEN)))
})
