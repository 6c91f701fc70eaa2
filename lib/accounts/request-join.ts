import { z } from 'zod'
import { wish } from '@/lib/agenda/wish'
import type { Transaction } from '@/lib/db/client'
import type { TradingAccount } from '@/lib/db/generated/client'
import { AppError, notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { accountView } from '@/lib/journal/account-view'

export const JoinRequest = z.object({ fileAccountId: z.uuid() })

/**
 * "This is my account 'From files'": the worker makes a file account part of a linked one. Both have
 * to be in one currency: amounts are never relabelled, and one account adds up in one currency only.
 * What was never traded becomes part of no account that was.
 */
export async function requestJoin(
  tx: Transaction,
  input: { actor: Actor; accountId: string; fileAccountId: string; now: Date },
): Promise<void> {
  const { actor, accountId, fileAccountId, now } = input
  const own = { userId: actor.userId, deletedAt: null }
  const account = await tx.tradingAccount.findFirst({
    where: { ...own, id: accountId, source: 'CTRADER', connectionId: { not: null } },
  })
  if (!account) throw notFound('account')
  const fileAccount = await tx.tradingAccount.findFirst({
    where: { ...own, id: fileAccountId, source: 'FILE' },
  })
  if (!fileAccount) throw notFound('account')
  const refusal = whyNotJoin(fileAccount, account)
  if (refusal) throw new AppError('CONFLICT', refusal)
  await tx.tradingAccount.update({ where: { id: fileAccountId }, data: { joinsId: accountId } })
  await wish(tx, 'account.join', fileAccountId, now)
}

/** @returns why two accounts cannot become one, in words; null when they can */
export function whyNotJoin(fileAccount: TradingAccount, account: TradingAccount): string | null {
  const [theirs, ours] = [accountView(fileAccount), accountView(account)]
  if (fileAccount.simulated)
    return `“${fileAccount.name}” holds simulated trades, which were never made on ${ours.name}. They stay two accounts.`
  if (ours.currency === null)
    return `cTrader has not told us the currency of ${ours.name} yet. Please try again in a minute.`
  if (ours.currency !== theirs.currency)
    return `“${theirs.name}” is in ${theirs.currency}, ${ours.name} is in ${ours.currency}. Its amounts would be read as ${ours.currency}, so they stay two accounts.`
  return null
}
