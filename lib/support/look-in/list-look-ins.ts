import type { Queryable } from '@/lib/db/client'
import type { LookIn } from '@/lib/db/generated/client'
import { lookInState } from '@/lib/domain/support/look-in'
import type { LookInView } from '@/lib/domain/views/look-in'
import type { Actor } from '@/lib/identity/sessions'

const STANDING = ['asked', 'active']

/** The questions that wait for this trader's answer, and who looks into the journal just now. */
export async function listLookIns(
  db: Queryable,
  { actor, now }: { actor: Actor; now: Date },
): Promise<{ lookIns: LookInView[] }> {
  const found = await db.lookIn.findMany({
    where: { userId: actor.userId, refusedAt: null, endedAt: null, answerBy: { gt: now } },
    orderBy: { askedAt: 'asc' },
  })
  const standing = found.filter((each) => STANDING.includes(lookInState(each, now)))
  const staff = await db.user.findMany({
    where: { id: { in: standing.map(({ staffId }) => staffId) } },
    select: { id: true, email: true },
  })
  const addresses = new Map(staff.map(({ id, email }) => [id, email]))
  return {
    lookIns: standing.map((each) =>
      lookInView(each, addresses.get(each.staffId) ?? 'support', now),
    ),
  }
}

/** What became of the last question that one of the staff has asked about a connection. */
export async function newestLookIn(
  db: Queryable,
  { actor, connectionId, now }: { actor: Actor; connectionId: string; now: Date },
): Promise<LookInView | null> {
  const newest = await db.lookIn.findFirst({
    where: { staffId: actor.userId, connectionId },
    orderBy: { askedAt: 'desc' },
  })
  return newest && lookInView(newest, actor.email, now)
}

export function lookInView(lookIn: LookIn, staff: string, now: Date): LookInView {
  return {
    id: lookIn.id,
    state: lookInState(lookIn, now),
    staff,
    reason: lookIn.reason,
    minutes: lookIn.minutes,
    askedAt: lookIn.askedAt.toISOString(),
    answerBy: lookIn.answerBy.toISOString(),
    endsAt: lookIn.endsAt?.toISOString() ?? null,
  }
}
