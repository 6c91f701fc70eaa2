import { z } from 'zod'
import { wish } from '@/lib/agenda/wish'
import { currentCorrelation } from '@/lib/correlation'
import type { Database, Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { AppError, notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { accountView } from '@/lib/journal/account-view'
import { assertAccountReadable } from './account-readable'
import { EVERYTHING } from './event-words'
import { HistoryDay, historyBegins } from './history-day'
import { recordEvent } from './record-event'

export const OlderHistory = z.object({ from: HistoryDay })

/**
 * Says how far back the history of a followed account goes. Where that is older than what is here,
 * the first sync goes on backwards from there: deals, then cash operations, then the balances are
 * compared anew. Nothing that is here is taken away.
 */
export async function fetchOlderHistory(
  db: Database,
  input: { actor: Actor; accountId: string; from: string | null; now: Date },
): Promise<void> {
  const { actor: owner, accountId, from, now } = input
  await db.$transaction((tx) => askForOlder(tx, { owner, by: 'user', accountId, from, now }))
}

/** The same within a transaction, for the owner or for support. */
export async function askForOlder(
  tx: Transaction,
  input: {
    owner: Pick<Actor, 'userId' | 'timeZone'>
    by: 'user' | 'support'
    accountId: string
    from: string | null
    now: Date
  },
): Promise<void> {
  const { owner, by, accountId, now } = input
  const wanted = historyBegins(input.from, owner, now)
  // The worker holds this row while it writes a step.
  await tx.$queryRaw(Prisma.sql`
    SELECT 1 FROM "TradingAccount"
    WHERE "id" = ${accountId}::uuid AND "userId" = ${owner.userId}::uuid FOR UPDATE`)
  const account = await tx.tradingAccount.findFirst({
    where: { id: accountId, userId: owner.userId, followedAt: { not: null } },
    include: { connection: true },
  })
  if (!account?.connection) throw notFound('account')
  assertAccountReadable(account)
  const { historyFrom, historyLimitAt, registeredAt, backfilledAt, connection } = account
  if (historyLimitAt)
    throw new AppError('CONFLICT', 'cTrader offers nothing older. Upload an export for it.')
  const oldest = later(wanted, registeredAt)
  if (backfilledAt && historyFrom && oldest && oldest >= historyFrom)
    throw new AppError('CONFLICT', 'Everything from that day on is here already.')
  await tx.tradingAccount.update({
    where: { id: accountId },
    data: {
      historyWantedFrom: wanted,
      // What is here counts as incomplete until it has been compared with the balances again.
      ...(backfilledAt
        ? { backfilledAt: null, reconciledAt: null, breakAt: null, breakAmount: null }
        : {}),
    },
  })
  await recordEvent(tx, {
    connectionId: connection.id,
    kind: 'history-wanted',
    actor: by,
    detail: { account: accountView(account).name, from: input.from ?? EVERYTHING },
  })
  const running = await tx.run.count({ where: { accountId, kind: 'SYNC', outcome: 'RUNNING' } })
  if (running === 0)
    await tx.run.create({
      data: {
        userId: owner.userId,
        connectionId: connection.id,
        accountId,
        kind: 'SYNC',
        trigger: by === 'support' ? 'support' : 'older',
        startedAt: now,
        correlationId: currentCorrelation(),
      },
    })
  await wish(tx, 'account.sync', accountId, now)
}

function later(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b
  return a > b ? a : b
}
