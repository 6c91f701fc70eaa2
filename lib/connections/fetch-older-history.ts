import { z } from 'zod'
import { wish } from '@/lib/agenda/wish'
import { currentCorrelation } from '@/lib/correlation'
import type { Database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { AppError, notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { accountView } from '@/lib/journal/account-view'
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
  const { actor, accountId, now } = input
  const wanted = historyBegins(input.from, actor, now)
  await db.$transaction(async (tx) => {
    // The worker holds this row while it writes a step.
    await tx.$queryRaw(Prisma.sql`
      SELECT 1 FROM "TradingAccount"
      WHERE "id" = ${accountId}::uuid AND "userId" = ${actor.userId}::uuid FOR UPDATE`)
    const account = await tx.tradingAccount.findFirst({
      where: { id: accountId, userId: actor.userId, followedAt: { not: null } },
      include: { connection: true },
    })
    if (!account?.connection) throw notFound('account')
    assertReadable(account)
    const { historyFrom, registeredAt, backfilledAt, connection } = account
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
      actor: 'user',
      detail: { account: accountView(account).name, from: input.from ?? EVERYTHING },
    })
    const running = await tx.run.count({ where: { accountId, kind: 'SYNC', outcome: 'RUNNING' } })
    if (running === 0)
      await tx.run.create({
        data: {
          userId: actor.userId,
          connectionId: connection.id,
          accountId,
          kind: 'SYNC',
          trigger: 'older',
          startedAt: now,
          correlationId: currentCorrelation(),
        },
      })
    await wish(tx, 'account.sync', accountId, now)
  })
}

function assertReadable(account: {
  missingSince: Date | null
  historyLimitAt: Date | null
  connection: {
    completedAt: Date | null
    refusedAt: Date | null
    removedAt: Date | null
    supersededAt: Date | null
    pausedAt: Date | null
  } | null
}): void {
  const { missingSince, historyLimitAt, connection } = account
  if (missingSince)
    throw new AppError('CONFLICT', 'cTrader does not list this account any more. Upload an export.')
  if (historyLimitAt)
    throw new AppError('CONFLICT', 'cTrader offers nothing older. Upload an export for it.')
  if (connection?.pausedAt) throw new AppError('CONFLICT', 'Resume the connection first.')
  const isOver = connection?.refusedAt || connection?.removedAt || connection?.supersededAt
  if (!connection?.completedAt || isOver)
    throw new AppError('CONFLICT', 'Reconnect first: cTrader cannot be read just now.')
}

function later(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b
  return a > b ? a : b
}
