import { z } from 'zod'
import type { Database, Queryable } from '@/lib/db/client'
import type { BreakEvenView } from '@/lib/domain/views/settings'
import { lockTrader } from '@/lib/ledger/lock-trader'
import { rewriteAllResults } from '@/lib/ledger/results'
import type { Actor } from './sessions'

export const BreakEvenChoice = z.object({
  within: z.string().regex(/^\d{1,12}(\.\d{1,8})?$/, 'Write an amount from 0 on, such as 0.50.'),
})

/** A million trades take some seconds. */
const LIMIT_MS = 5 * 60_000

export async function showBreakEven(
  db: Queryable,
  { actor }: { actor: Actor },
): Promise<BreakEvenView> {
  const { breakEvenWithin } = await db.user.findUniqueOrThrow({
    where: { id: actor.userId },
    select: { breakEvenWithin: true },
  })
  return { within: breakEvenWithin.toFixed() }
}

/** Results up to this far from zero break even from here on, and those that are over as well. */
export async function changeBreakEven(
  db: Database,
  { actor, within }: { actor: Actor; within: string },
): Promise<void> {
  await db.$transaction(
    async (tx) => {
      await lockTrader(tx, actor.userId)
      await tx.user.update({ where: { id: actor.userId }, data: { breakEvenWithin: within } })
      await rewriteAllResults(tx, actor.userId)
    },
    { timeout: LIMIT_MS },
  )
}
