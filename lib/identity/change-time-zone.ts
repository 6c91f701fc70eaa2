import { z } from 'zod'
import type { Database } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { lockTrader } from '@/lib/ledger/lock-trader'
import { rewriteAllResults } from '@/lib/ledger/results'
import type { Actor } from './sessions'
import { canCountDays } from './time-zone'

export const TimeZoneChoice = z.object({ timeZone: z.string().max(100) })

/** A million trades take a few seconds. */
const LIMIT_MS = 5 * 60_000

/** Days of the journal are days of the new zone from here on, those that are over as well. */
export async function changeTimeZone(
  db: Database,
  { actor, timeZone }: { actor: Actor; timeZone: string },
): Promise<void> {
  if (!(await canCountDays(db, timeZone)))
    throw new AppError('BAD_INPUT', 'There is no such time zone.')
  await db.$transaction(
    async (tx) => {
      await lockTrader(tx, actor.userId)
      await tx.user.update({ where: { id: actor.userId }, data: { timeZone } })
      await rewriteAllResults(tx, actor.userId)
    },
    { timeout: LIMIT_MS },
  )
}
