import type { Database } from '@/lib/db/client'
import type { Role } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { recordAudit } from './audit'

/**
 * Gives a person a role, at the command line alone: no page can. Their sessions end, so that what they
 * may see changes at once. A role they have already is left as it is, without a trace.
 * @throws AppError NOT_FOUND when nobody has this address
 */
export async function giveRole(
  db: Database,
  input: { email: string; role: Role; reason: string; now: Date },
): Promise<{ before: Role }> {
  const { role, reason, now } = input
  return db.$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email: input.email.trim().toLowerCase() } })
    if (!user) throw new AppError('NOT_FOUND', 'Nobody with this address is registered.')
    const { id, role: before } = user
    if (before === role) return { before }
    await tx.user.update({ where: { id }, data: { role } })
    await tx.session.updateMany({ where: { userId: id, endedAt: null }, data: { endedAt: now } })
    await recordAudit(tx, {
      staff: 'command-line',
      action: 'role-given',
      subject: { kind: 'user', id },
      ownerId: id,
      reason: `${before} became ${role}: ${reason}`,
      now,
    })
    return { before }
  })
}
