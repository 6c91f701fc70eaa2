import { wish } from '@/lib/agenda/wish'
import type { Transaction } from '@/lib/db/client'

/** Files of an account that wait to be added are compared anew: with what it is and holds now. */
export async function readWaitingAgain(
  tx: Transaction,
  accountId: string,
  now: Date,
): Promise<void> {
  const waiting = await tx.importFile.findMany({
    where: { accountId, state: { in: ['READING', 'READY'] } },
    select: { id: true },
  })
  for (const { id } of waiting) {
    await tx.importFile.update({ where: { id }, data: { state: 'READING' } })
    await wish(tx, 'import.read', id, now)
  }
}
