import type { Queryable } from '@/lib/db/client'
import type { ConnectionView } from '@/lib/domain/views/connection'

/**
 * What "Sync now" would only repeat: accounts that are being read, or a check that was asked for
 * and is due. Work that failed and waits for its next try is neither: asking hastens it.
 */
export async function syncJob(
  db: Queryable,
  connection: { id: string; syncAskedAt: Date | null },
  now: Date,
): Promise<ConnectionView['job']> {
  const accounts = await db.tradingAccount.findMany({
    where: { connectionId: connection.id, followedAt: { not: null } },
    select: { id: true },
  })
  const underWay = await db.agendaItem.findMany({
    where: {
      OR: [
        { kind: 'account.sync', subjectId: { in: accounts.map(({ id }) => id) } },
        { kind: 'connection.check', subjectId: connection.id },
      ],
      AND: { OR: [{ dueAt: { lte: now } }, { leaseUntil: { gt: now } }] },
    },
    select: { kind: true },
  })
  if (underWay.some(({ kind }) => kind === 'account.sync')) return 'running'
  return connection.syncAskedAt && underWay.length > 0 ? 'asked' : null
}
