import { SET_ASIDE_AFTER } from '@/lib/agenda/claim'
import { shortCorrelation } from '@/lib/correlation'
import type { Queryable } from '@/lib/db/client'
import { type Mail, Prisma } from '@/lib/db/generated/client'
import type { SetAsideView } from '@/lib/domain/views/operator'
import type { Staff } from '@/lib/support/staff'
import { assertOperator } from './assert-operator'
import { failedMails } from './fleet'

export const MOST_SHOWN = 200

/** Work nobody does any more, with whose it is. */
export type SetAsideWork = {
  id: bigint
  kind: string
  subjectId: string
  userId: string | null
  email: string | null
  connectionId: string | null
  dueAt: Date
  attempts: number
  lastReason: string | null
  correlationId: string | null
}

/**
 * What failed too often on our side and waits for an operator, and mails that were given up: longest
 * first. Ids tell the two apart.
 */
export async function listSetAside(
  db: Queryable,
  { staff, now }: { staff: Staff; now: Date },
): Promise<{ items: SetAsideView[]; more: boolean }> {
  assertOperator(staff)
  const [work, mails] = await Promise.all([setAsideWork(db), givenUpMails(db, now)])
  const items: SetAsideView[] = [
    ...work.map((item) => ({
      id: `work-${item.id}`,
      kind: item.kind,
      email: item.email,
      connectionId: item.connectionId,
      dueAt: item.dueAt.toISOString(),
      attempts: item.attempts,
      reason: item.lastReason,
      correlation: item.correlationId && shortCorrelation(item.correlationId),
    })),
    ...mails.map((mail) => ({
      id: `mail-${mail.id}`,
      kind: 'mail.send',
      email: mail.to,
      connectionId: mail.connectionId,
      dueAt: (mail.failedAt ?? mail.createdAt).toISOString(),
      attempts: 0,
      reason: mail.failure,
      correlation: null,
    })),
  ]
  const more = work.length === MOST_SHOWN || mails.length === MOST_SHOWN
  return { items, more }
}

/** @param ids of those that are wanted; all of them when left out */
export function setAsideWork(db: Queryable, ids?: bigint[]): Promise<SetAsideWork[]> {
  const among = ids ? Prisma.sql`AND item."id" = ANY(${ids})` : Prisma.empty
  return db.$queryRaw<SetAsideWork[]>(Prisma.sql`
    SELECT item."id", item."kind", item."subjectId", item."dueAt", item."attempts",
      item."lastReason", item."correlationId", person."id" AS "userId", person."email",
      COALESCE(connection."id", account."connectionId", mail."connectionId", trip."connectionId")
        AS "connectionId"
    FROM "AgendaItem" item
    LEFT JOIN "Connection" connection ON connection."id" = item."subjectId"
    LEFT JOIN "TradingAccount" account ON account."id" = item."subjectId"
    LEFT JOIN "ImportFile" file ON file."id" = item."subjectId"
    LEFT JOIN "Mail" mail ON mail."id" = item."subjectId"
    LEFT JOIN "PendingAuthorization" trip ON trip."id" = item."subjectId"
    LEFT JOIN "JournalArchive" archive ON archive."id" = item."subjectId"
    LEFT JOIN "User" person ON person."id" = COALESCE(connection."userId", account."userId",
      file."userId", mail."userId", trip."userId", archive."userId")
    WHERE item."faults" >= ${SET_ASIDE_AFTER} ${among}
    ORDER BY item."dueAt" LIMIT ${MOST_SHOWN}`)
}

/** @param ids of those that are wanted; all of them when left out */
export function givenUpMails(db: Queryable, now: Date, ids?: string[]): Promise<Mail[]> {
  return db.mail.findMany({
    where: { ...failedMails(now), ...(ids ? { id: { in: ids } } : {}) },
    orderBy: { failedAt: 'asc' },
    take: MOST_SHOWN,
  })
}
