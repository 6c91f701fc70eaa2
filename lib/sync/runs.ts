import { currentCorrelation } from '@/lib/correlation'
import type { Transaction } from '@/lib/db/client'

export type RunTrigger = 'first' | 'schedule' | 'user' | 'event' | 'reconnect' | 'support'

/** The sync run of an account that is under way, or a new one. One pass over an account is one run. */
export async function openRun(
  tx: Transaction,
  account: { id: string; userId: string; connectionId: string | null },
  trigger: RunTrigger,
  now: Date,
): Promise<{ id: string }> {
  const running = await tx.run.findFirst({
    where: { accountId: account.id, kind: 'SYNC', outcome: 'RUNNING' },
    select: { id: true },
  })
  if (running) return running
  return tx.run.create({
    data: {
      userId: account.userId,
      accountId: account.id,
      connectionId: account.connectionId,
      kind: 'SYNC',
      trigger,
      startedAt: now,
      correlationId: currentCorrelation(),
    },
    select: { id: true },
  })
}
