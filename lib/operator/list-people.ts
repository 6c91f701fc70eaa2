import { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import { Prisma, Role } from '@/lib/db/generated/client'
import type { PeopleView, PersonView } from '@/lib/domain/views/operator'
import type { Staff } from '@/lib/support/staff'
import { text } from '@/lib/text'
import { assertOperator } from './assert-operator'

const MOST_SHOWN = 50

export const PeopleQuery = z.object({
  /** The beginning of an e-mail address. */
  q: text(200).trim().toLowerCase().optional(),
  role: z.enum(Role).optional(),
})

type Row = Omit<PersonView, 'createdAt'> & { createdAt: Date }

/** Who is registered, staff first: addresses and roles, nothing of what they trade. */
export async function listPeople(
  db: Queryable,
  { staff, q = '', role, now }: z.output<typeof PeopleQuery> & { staff: Staff; now: Date },
): Promise<PeopleView> {
  assertOperator(staff)
  const beginning = `${q.replace(/[\\%_]/g, '\\$&')}%`
  const ofRole = role ? Prisma.sql`AND "role" = ${role}::"Role"` : Prisma.empty
  const [rows, operators] = await Promise.all([
    db.$queryRaw<Row[]>(Prisma.sql`
      SELECT found.*,
        (SELECT count(*)::int FROM "Session" s
          WHERE s."userId" = found."id" AND s."endedAt" IS NULL AND s."expiresAt" > ${now})
          AS "sessions",
        (SELECT count(*)::int FROM "Connection" c
          WHERE c."userId" = found."id" AND c."completedAt" IS NOT NULL AND c."removedAt" IS NULL)
          AS "connections"
      FROM (
        SELECT "id", "email", "role"::text AS "role", "createdAt",
          "disabledAt" IS NOT NULL AS "disabled"
        FROM "User" WHERE "email" LIKE ${beginning} ${ofRole}
        ORDER BY "role" DESC, "email" LIMIT ${MOST_SHOWN + 1}) found
      ORDER BY array_position(ARRAY['ADMIN', 'SUPPORT', 'TRADER'], found."role"), found."email"`),
    db.user.count({ where: { role: 'ADMIN', disabledAt: null } }),
  ])
  const people = rows
    .slice(0, MOST_SHOWN)
    .map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
  return { people, more: rows.length > MOST_SHOWN, operators }
}
