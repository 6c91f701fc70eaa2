import { currentCorrelation } from '@/lib/correlation'
import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { AGENDA_KINDS, type AgendaKind } from './kinds'

/** The channel on which workers listen. A hint only: they look by themselves as well. */
export const AGENDA_CHANNEL = 'tallybook_agenda'

/**
 * Wishes that something be done, at the latest by `dueAt`. There is one row per kind and subject,
 * so wishing twice does it once; a wish made while the work runs makes it run again.
 */
export async function wish(
  tx: Queryable,
  kind: AgendaKind,
  subjectId: string,
  dueAt: Date,
): Promise<void> {
  const { priority } = AGENDA_KINDS[kind]
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO "AgendaItem" ("kind", "subjectId", "dueAt", "priority", "correlationId")
    VALUES (${kind}, ${subjectId}::uuid, ${dueAt}, ${priority}, ${currentCorrelation() ?? null}::uuid)
    ON CONFLICT ("kind", "subjectId") DO UPDATE
    SET "dueAt" = LEAST("AgendaItem"."dueAt", EXCLUDED."dueAt"),
        "wishes" = "AgendaItem"."wishes" + 1,
        "correlationId" = COALESCE(EXCLUDED."correlationId", "AgendaItem"."correlationId")`)
  await tx.$executeRaw`SELECT pg_notify(${AGENDA_CHANNEL}, '')`
}

/** Takes a wish back. Work that is running is not stopped; it finds nothing to reschedule. */
export async function unwish(tx: Queryable, kind: AgendaKind, subjectId: string): Promise<void> {
  await tx.agendaItem.deleteMany({ where: { kind, subjectId } })
}
