import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { ClaimedItem } from './claim'

/** The item is not ours any more: another worker has it, or its wish was taken back. */
export class LeaseLost extends Error {
  constructor(kind: string) {
    super(`Lost the lease of ${kind}`)
    this.name = 'LeaseLost'
  }
}

/**
 * Ends a piece of work by saying when it is due next, in the same transaction as the work itself.
 * `null` takes it off the agenda. A wish made meanwhile makes it due at once instead.
 *
 * @throws LeaseLost when the item is not ours any more, which rolls the work back
 */
export async function finish(
  tx: Queryable,
  item: ClaimedItem,
  input: { owner: string; nextAt: Date | null; now: Date; reason?: string },
): Promise<void> {
  const { owner, nextAt, now, reason } = input
  const current = await assertHeld(tx, item, owner)
  const again = current.wishes > item.wishes
  if (nextAt === null && !again) {
    await tx.agendaItem.delete({ where: { id: item.id } })
    return
  }
  await tx.agendaItem.update({
    where: { id: item.id },
    data: {
      dueAt: again || nextAt === null ? now : nextAt,
      leaseOwner: null,
      leaseUntil: null,
      attempts: 0,
      faults: 0,
      lastReason: reason ?? null,
      // What goes on at once is the same work; what is due later will be work of its own.
      ...(again || nextAt === null || nextAt <= now ? {} : { correlationId: null }),
    },
  })
}

/**
 * Makes sure that the item stays ours until this transaction ends.
 * @throws LeaseLost when it is not ours any more, which rolls the work back
 */
export async function assertHeld(
  tx: Queryable,
  item: ClaimedItem,
  owner: string,
): Promise<{ wishes: number }> {
  const rows = await tx.$queryRaw<{ wishes: number }[]>(Prisma.sql`
    SELECT "wishes" FROM "AgendaItem"
    WHERE "id" = ${item.id} AND "leaseOwner" = ${owner} FOR UPDATE`)
  const current = rows[0]
  if (!current) throw new LeaseLost(item.kind)
  return current
}

const LONGEST_PAUSE_SECONDS = 15 * 60

/** Puts failed work back with a growing pause; `notBefore` is the provider's own word on when. */
export async function postpone(
  db: Queryable,
  item: ClaimedItem,
  input: {
    owner: string
    now: Date
    reason: string
    notBefore?: Date
    /** It was our own code that failed. */
    isOurFault?: boolean
  },
): Promise<void> {
  const pauseSeconds = Math.min(LONGEST_PAUSE_SECONDS, 2 ** Math.min(item.attempts, 12))
  const jitter = 0.8 + Math.random() * 0.4
  const dueAt = new Date(input.now.getTime() + pauseSeconds * jitter * 1000)
  await db.agendaItem.updateMany({
    where: { id: item.id, leaseOwner: input.owner },
    data: {
      dueAt: input.notBefore && input.notBefore > dueAt ? input.notBefore : dueAt,
      leaseOwner: null,
      leaseUntil: null,
      lastReason: input.reason,
      ...(input.isOurFault ? { faults: { increment: 1 } } : {}),
    },
  })
}
