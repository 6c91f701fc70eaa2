import type { Queryable } from '@/lib/db/client'
import type { AgendaKind } from './kinds'

/** Makes all work of a kind due now, where it was due later; or only what waits for one reason. */
export async function hasten(
  tx: Queryable,
  kind: AgendaKind,
  now: Date,
  lastReason?: string,
): Promise<void> {
  await tx.agendaItem.updateMany({
    where: { kind, dueAt: { gt: now }, lastReason },
    data: { dueAt: now },
  })
}
