import { z } from 'zod'
import type { Database, Transaction } from '@/lib/db/client'
import { Prisma, Role } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { AuditReason, recordAudit } from './audit'
import type { Staff } from './staff'

export const RoleInput = z.object({
  role: z.enum(Role),
  reason: AuditReason,
  /** Made by the browser for one press of the button. */
  requestId: z.uuid(),
})

/**
 * Gives a person a role. Their sessions end, so that what they may see changes at once. A role they
 * have already is left as it is, without a trace.
 * @throws AppError NOT_FOUND when there is no such person, CONFLICT when nobody would be operator then
 */
export async function giveRole(
  db: Database,
  input: {
    staff: Staff
    who: { email: string } | { userId: string }
    role: Role
    reason: string
    requestId?: string
    now: Date
  },
): Promise<{ before: Role }> {
  const { staff, who, role, reason, requestId, now } = input
  if (staff !== 'command-line' && staff.role !== 'ADMIN')
    throw new AppError('NOT_FOUND', 'There is no such page.')
  return db.$transaction(async (tx) => {
    const operators = await lockOperators(tx)
    const user = await tx.user.findUnique({
      where: 'email' in who ? { email: who.email.trim().toLowerCase() } : { id: who.userId },
    })
    if (!user) throw new AppError('NOT_FOUND', 'Nobody with this address is registered.')
    const { id, role: before } = user
    if (before === role) return { before }
    // Also the one who asks: their role may have been taken while they did.
    if (staff !== 'command-line' && !operators.includes(staff.userId))
      throw new AppError('NOT_FOUND', 'There is no such page.')
    if (before === 'ADMIN' && operators.every((operator) => operator === id))
      throw new AppError(
        'CONFLICT',
        'This is the only operator. Make somebody else operator first.',
      )
    await tx.user.update({ where: { id }, data: { role } })
    await tx.session.updateMany({ where: { userId: id, endedAt: null }, data: { endedAt: now } })
    await recordAudit(tx, {
      staff,
      action: 'role-given',
      subject: { kind: 'user', id },
      ownerId: id,
      reason: `${before} became ${role}: ${reason}`,
      requestId,
      now,
    })
    return { before }
  })
}

/** Held until the end, so that two operators cannot each make a trader of the other. */
async function lockOperators(tx: Transaction): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT "id" FROM "User" WHERE "role" = 'ADMIN' AND "disabledAt" IS NULL
    ORDER BY "id" FOR UPDATE`)
  return rows.map(({ id }) => id)
}
