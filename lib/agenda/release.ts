import type { Transaction } from '@/lib/db/client'
import { GOES_WITH_THE_SLOT } from './slots'

/**
 * Takes reading out of the hands of a worker that does not come to an end with it; another one may
 * have it at once. If the first one still lives it finds that out at its commit and writes nothing.
 * What spends a code or a token is never taken away.
 *
 * @returns how many leases were released
 */
export async function releaseLeases(
  tx: Transaction,
  input: { subjectIds: string[]; now: Date },
): Promise<number> {
  const { count } = await tx.agendaItem.updateMany({
    where: {
      subjectId: { in: input.subjectIds },
      kind: { in: GOES_WITH_THE_SLOT },
      leaseUntil: { gt: input.now },
    },
    data: { leaseOwner: null, leaseUntil: null, dueAt: input.now },
  })
  return count
}
