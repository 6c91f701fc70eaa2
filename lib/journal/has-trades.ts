import type { Queryable } from '@/lib/db/client'
import type { Actor } from '@/lib/identity/sessions'
import { visibleAccounts } from './visible-accounts'

/** Whether the journal holds any trade, whatever a filter leaves of it. */
export async function hasTrades(db: Queryable, actor: Actor): Promise<boolean> {
  const stored = await db.dailyResult.findFirst({
    where: { userId: actor.userId, account: visibleAccounts(actor) },
    select: { day: true },
  })
  return stored !== null
}
