import type { Queryable } from '@/lib/db/client'
import type { DashboardView } from '@/lib/domain/views/dashboard'
import type { Actor } from '@/lib/identity/sessions'
import { visibleAccount } from './visible-accounts'

/** How fresh the linked accounts are, and when they are looked at next. */
export async function freshness(
  db: Queryable,
  actor: Actor,
  accountId?: string,
): Promise<DashboardView['freshness']> {
  const accounts = await db.tradingAccount.findMany({
    where: {
      ...visibleAccount(actor, accountId),
      followedAt: { not: null },
      missingSince: null,
    },
    select: {
      id: true,
      connectionId: true,
      syncedThrough: true,
      connection: { select: { lastSuccessAt: true } },
    },
  })
  const connectionIds = accounts.flatMap(({ connectionId }) => connectionId ?? [])
  const [next, running] = await Promise.all([
    db.agendaItem.findFirst({
      where: { kind: 'connection.check', subjectId: { in: connectionIds } },
      orderBy: { dueAt: 'asc' },
    }),
    db.run.count({
      where: {
        userId: actor.userId,
        kind: 'SYNC',
        outcome: 'RUNNING',
        accountId: { in: accounts.map(({ id }) => id) },
      },
    }),
  ])
  const oldest = accounts
    // A check that found nothing new speaks for the time up to it, unless a pass is under way.
    .flatMap(({ syncedThrough, connection }) => {
      const checkedAt = running === 0 ? connection?.lastSuccessAt : null
      if (!syncedThrough || !checkedAt) return syncedThrough ?? []
      return new Date(Math.max(checkedAt.getTime(), syncedThrough.getTime()))
    })
    .sort((a, b) => a.getTime() - b.getTime())[0]
  return {
    tradesUpTo: oldest?.toISOString() ?? null,
    nextCheckAt: next?.dueAt.toISOString() ?? null,
    syncing: running > 0,
  }
}
