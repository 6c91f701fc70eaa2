import type { ClaimedItem } from '@/lib/agenda/claim'
import { finishWork, type WorkContext } from '@/lib/agenda/work-context'
import { recordEvent } from '@/lib/connections/record-event'
import type { Transaction } from '@/lib/db/client'
import type { TradingAccount } from '@/lib/db/generated/client'
import { readWaitingAgain } from '@/lib/imports/read-waiting-again'
import { accountView } from '@/lib/journal/account-view'
import { joinLedgers } from '@/lib/ledger/join-ledgers'
import { lockAccount } from '@/lib/ledger/lock-account'
import { reconcileAccount } from '@/lib/ledger/reconcile'
import { whyNotJoin } from './request-join'

/**
 * Makes a file account part of a linked one, all of it or nothing. The linked account keeps its id,
 * and answers to the file account's id as well, so no link of the trader's leads nowhere.
 */
export async function joinFileAccount(context: WorkContext, item: ClaimedItem): Promise<void> {
  const { db } = context
  await db.$transaction(
    async (tx) => {
      const pair = await lockPair(tx, item.subjectId)
      if (pair) await join(context, tx, pair)
      await finishWork(context, tx, item, null)
    },
    { timeout: 10 * 60_000 },
  )
}

type Pair = { fileAccount: TradingAccount; account: TradingAccount }

/** Both accounts with nobody else writing to them; null when what was asked for is not possible any more. */
async function lockPair(tx: Transaction, fileAccountId: string): Promise<Pair | null> {
  const asked = await tx.tradingAccount.findUnique({ where: { id: fileAccountId } })
  if (!asked?.joinsId) return null
  const here = await tx.tradingAccount.findMany({
    where: { id: { in: [fileAccountId, asked.joinsId] } },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  for (const { id } of here) await lockAccount(tx, id)
  const fileAccount = await tx.tradingAccount.findUnique({ where: { id: fileAccountId } })
  if (!fileAccount?.joinsId) return null
  const account = await tx.tradingAccount.findFirst({
    where: { id: fileAccount.joinsId, userId: fileAccount.userId, deletedAt: null },
  })
  if (account && !fileAccount.deletedAt && whyNotJoin(fileAccount, account) === null)
    return { fileAccount, account }
  await tx.tradingAccount.update({ where: { id: fileAccountId }, data: { joinsId: null } })
  return null
}

async function join(
  { clock }: WorkContext,
  tx: Transaction,
  { fileAccount, account }: Pair,
): Promise<void> {
  const now = clock.now()
  const trades = await tx.trade.count({ where: { accountId: fileAccount.id } })
  await joinLedgers(tx, { from: fileAccount.id, into: account.id })
  await tx.importFile.updateMany({
    where: { accountId: fileAccount.id },
    data: { accountId: account.id },
  })
  await readWaitingAgain(tx, account.id, now)
  await tx.run.updateMany({
    where: { accountId: fileAccount.id },
    data: { accountId: account.id },
  })
  await tx.tradingAccount.delete({ where: { id: fileAccount.id } })
  await tx.tradingAccount.update({
    where: { id: account.id },
    data: {
      name: account.name ?? fileAccount.name,
      formerIds: [...account.formerIds, fileAccount.id, ...fileAccount.formerIds],
    },
  })
  if (account.backfilledAt) await reconcileAccount(tx, account.id, now)
  if (account.connectionId)
    await recordEvent(tx, {
      connectionId: account.connectionId,
      kind: 'account-joined',
      actor: 'user',
      detail: {
        account: accountView(account).name,
        fileAccount: accountView(fileAccount).name,
        trades,
      },
    })
}
