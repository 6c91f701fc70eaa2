import type { Queryable } from '@/lib/db/client'
import type { DashboardView } from '@/lib/domain/views/dashboard'
import type { Actor } from '@/lib/identity/sessions'

/** How fresh the linked accounts are, and when they are looked at next. */
export async function freshness(
  db: Queryable,
  actor: Actor,
  accountId?: string,
): Promise<DashboardView['freshness']> {
  const accounts = await db.tradingAccount.findMany({
    where: { userId: actor.userId, id: accountId, followedAt: { not: null }, missingSince: null },
    select: { id: true, connectionId: true, syncedThrough: true },
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
    .flatMap(({ syncedThrough }) => syncedThrough ?? [])
    .sort((a, b) => a.getTime() - b.getTime())[0]
  return {
    tradesUpTo: oldest?.toISOString() ?? null,
    nextCheckAt: next?.dueAt.toISOString() ?? null,
    syncing: running > 0,
  }
}
