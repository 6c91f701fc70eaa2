import type { Database, Transaction } from '@/lib/db/client'
import { type LookIn, Prisma } from '@/lib/db/generated/client'
import { lookInState } from '@/lib/domain/support/look-in'
import { AppError, notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'

type Asked = { actor: Actor; lookInId: string; now: Date }

/** The trader allows it, and its time begins, or refuses. What is answered already stays so. */
export async function answerLookIn(db: Database, input: Asked & { allow: boolean }): Promise<void> {
  const { allow, now } = input
  await db.$transaction(async (tx) => {
    const lookIn = await lockOwn(tx, input)
    const state = lookInState(lookIn, now)
    if (allow && state === 'active') return
    if (!allow && state === 'refused') return
    if (state !== 'asked')
      throw new AppError('CONFLICT', 'This question is over; support can ask again.')
    const endsAt = new Date(now.getTime() + lookIn.minutes * 60_000)
    await tx.lookIn.update({
      where: { id: lookIn.id },
      data: allow ? { allowedAt: now, endsAt } : { refusedAt: now },
    })
  })
}

/** The trader ends it before its time; from this moment nothing is shown any more. */
export async function endOwnLookIn(db: Database, input: Asked): Promise<void> {
  await db.$transaction(async (tx) => {
    const { id, endedAt } = await lockOwn(tx, input)
    if (endedAt) return
    await tx.lookIn.update({ where: { id }, data: { endedAt: input.now, endedBy: 'trader' } })
  })
}

async function lockOwn(tx: Transaction, { actor, lookInId }: Asked): Promise<LookIn> {
  await tx.$queryRaw(Prisma.sql`SELECT 1 FROM "LookIn" WHERE "id" = ${lookInId}::uuid FOR UPDATE`)
  const lookIn = await tx.lookIn.findFirst({ where: { id: lookInId, userId: actor.userId } })
  if (!lookIn) throw notFound('look-in')
  return lookIn
}
