import type { Transaction } from '@/lib/db/client'
import { ANSWER_WITHIN_MS, lookInState } from '@/lib/domain/support/look-in'
import type { Actor } from '@/lib/identity/sessions'

/**
 * Asks a trader whether one of the staff may look into the journal for a while. Nothing is shown until
 * the trader says yes.
 * @returns false when the question stands already, or was answered with yes and is not over
 */
export async function askForLookIn(
  tx: Transaction,
  input: {
    staff: Pick<Actor, 'userId'>
    ownerId: string
    connectionId: string
    reason: string
    minutes: number
    now: Date
  },
): Promise<boolean> {
  const { staff, ownerId, connectionId, reason, minutes, now } = input
  const asked = await tx.lookIn.findMany({
    where: { userId: ownerId, staffId: staff.userId, refusedAt: null, endedAt: null },
  })
  if (asked.some((each) => ['asked', 'active'].includes(lookInState(each, now)))) return false
  await tx.lookIn.create({
    data: {
      userId: ownerId,
      staffId: staff.userId,
      connectionId,
      reason,
      minutes,
      askedAt: now,
      answerBy: new Date(now.getTime() + ANSWER_WITHIN_MS),
    },
  })
  return true
}
