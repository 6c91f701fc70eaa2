import type { Queryable } from '@/lib/db/client'
import type { Role } from '@/lib/db/generated/client'
import { notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'

/** Who may look at other people's connections. Nobody of them sees a token, a balance or a trade. */
export const STAFF_ROLES = ['SUPPORT', 'ADMIN'] as const satisfies readonly Role[]

/** Staff signed in, or whoever runs Tallybook at the command line. */
export type Staff = Pick<Actor, 'userId' | 'role'> | 'command-line'

/** For everybody else there is nothing here. @throws AppError NOT_FOUND */
export function assertStaff(staff: Staff): void {
  if (staff !== 'command-line' && !STAFF_ROLES.some((role) => role === staff.role))
    throw notFound('page')
}

/** The person whose connection it is. @throws AppError NOT_FOUND when there is none to look at */
export async function findOwner(
  db: Queryable,
  connectionId: string,
): Promise<{ userId: string; email: string; timeZone: string }> {
  const connection = await db.connection.findFirst({
    where: { id: connectionId, mergedIntoId: null, repairsId: null },
    select: { user: { select: { id: true, email: true, timeZone: true } } },
  })
  if (!connection) throw notFound('connection')
  const { id: userId, email, timeZone } = connection.user
  return { userId, email, timeZone }
}
