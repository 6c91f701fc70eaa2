import type { ClaimedItem } from '@/lib/agenda/claim'
import { finishWork, type WorkContext } from '@/lib/agenda/work-context'
import { recordEvent } from '@/lib/connections/record-event'
import type { Transaction } from '@/lib/db/client'
import type { Prisma, TradingAccount } from '@/lib/db/generated/client'
import { restorableUntil } from '@/lib/domain/deletion'
import { accountView } from '@/lib/journal/account-view'
import { lockAccount } from '@/lib/ledger/lock-account'
import { forgetResults } from '@/lib/ledger/results'

/**
 * The seven days are over: an account's trades, cash operations, files, runs and notes
 * are removed for good. One that cTrader lists stays listed, as if it had never been followed; a file
 * account goes whole.
 */
export async function purgeTrades(context: WorkContext, item: ClaimedItem): Promise<void> {
  const { db, clock } = context
  await db.$transaction(
    async (tx) => {
      const where = { id: item.subjectId }
      if ((await tx.tradingAccount.count({ where })) > 0) await lockAccount(tx, item.subjectId)
      const account = await tx.tradingAccount.findUnique({ where })
      if (!account?.deletedAt) return finishWork(context, tx, item, null)
      const dueAt = restorableUntil(account.deletedAt)
      if (dueAt > clock.now()) return finishWork(context, tx, item, dueAt)
      await removeRows(tx, account)
      await finishWork(context, tx, item, null)
    },
    { timeout: 10 * 60_000 },
  )
}

async function removeRows(tx: Transaction, account: TradingAccount): Promise<void> {
  const { id, connectionId } = account
  const of = { where: { accountId: id } }
  await tx.run.deleteMany(of)
  await tx.tradeNote.deleteMany(of)
  if (!connectionId) {
    await tx.tradingAccount.delete({ where: { id } })
    return
  }
  await tx.importFile.deleteMany(of)
  await tx.deal.deleteMany(of)
  await tx.trade.deleteMany(of)
  await forgetResults(tx, id)
  await tx.cashFlow.deleteMany(of)
  await tx.symbol.deleteMany(of)
  await tx.tradingAccount.update({ where: { id }, data: NEVER_FOLLOWED })
  await recordEvent(tx, {
    connectionId,
    kind: 'trades-purged',
    actor: 'worker',
    detail: { account: accountView({ ...account, name: null }).name },
  })
}

const NEVER_FOLLOWED = {
  name: null,
  formerIds: [],
  followedAt: null,
  followedBeforeDeletionAt: null,
  deletedAt: null,
  archivedAt: null,
  historyFrom: null,
  syncedThrough: null,
  backfilledAt: null,
  cashFlowFrom: null,
  historyWantedFrom: null,
  historyLimitAt: null,
  historyLimitSeenAt: null,
  unreadableSince: null,
  unreadableCode: null,
  balance: null,
  balanceVersion: null,
  balanceAt: null,
  openPositionIds: [],
  reconciledAt: null,
  breakAt: null,
  breakAmount: null,
} satisfies Prisma.TradingAccountUpdateInput
