import type { Queryable } from '@/lib/db/client'
import { auditInWords } from '@/lib/domain/support/audit-words'
import type { StaffActionView } from '@/lib/domain/views/support'
import type { Actor } from '@/lib/identity/sessions'

const SHOWN = 50

/** What staff did that concerns this person, with the reasons given, newest first. */
export async function listStaffActions(
  db: Queryable,
  { actor }: { actor: Actor },
): Promise<{ actions: StaffActionView[] }> {
  const incidents = await incidentsMet(db, actor)
  const entries = await db.auditEntry.findMany({
    where: {
      OR: [{ ownerId: actor.userId }, { subjectKind: 'incident', subjectId: { in: incidents } }],
    },
    orderBy: { id: 'desc' },
    take: SHOWN,
  })
  return {
    actions: entries.map((entry) => ({
      id: entry.id.toString(),
      at: entry.at.toISOString(),
      text: auditInWords(entry),
      reason: entry.reason,
      connectionId: entry.subjectKind === 'connection' ? entry.subjectId : null,
    })),
  }
}

/** Incidents of this person's environments, from a connection's beginning on. */
async function incidentsMet(db: Queryable, { userId }: Actor): Promise<string[]> {
  const connections = await db.connection.findMany({
    where: { userId, grantedAt: { not: null }, mergedIntoId: null, repairsId: null },
    select: { platform: true, createdAt: true },
  })
  if (connections.length === 0) return []
  const incidents = await db.incident.findMany({
    where: {
      OR: connections.map(({ platform, createdAt }) => ({
        platform,
        OR: [{ endedAt: null }, { endedAt: { gt: createdAt } }],
      })),
    },
    orderBy: { openedAt: 'desc' },
    take: SHOWN,
    select: { id: true },
  })
  return incidents.map(({ id }) => id)
}
