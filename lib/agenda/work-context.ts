import type { Clock } from '@/lib/clock'
import type { Database, Transaction } from '@/lib/db/client'
import type { ClaimedItem } from './claim'
import { finish } from './finish'

/** What every piece of work has at hand. */
export type WorkContext = {
  db: Database
  clock: Clock
  /** Names this process in leases. */
  workerId: string
}

/** Ends a step inside its own transaction; `null` takes it off the agenda. */
export function finishWork(
  { clock, workerId }: WorkContext,
  tx: Transaction,
  item: ClaimedItem,
  nextAt: Date | null,
): Promise<void> {
  return finish(tx, item, { owner: workerId, nextAt, now: clock.now() })
}
