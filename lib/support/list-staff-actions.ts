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
  const entries = await db.auditEntry.findMany({
    where: { ownerId: actor.userId },
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
