import type { Transaction } from '@/lib/db/client'
import type { Deal } from '@/lib/domain/deal'
import { lockAccount } from './lock-account'
import { rebuildTrades } from './rebuild-trades'
import { settle } from './settle'

export type Recorded = { read: number; added: number; updated: number; skipped: number }

/**
 * The one door, for what the provider tells; what files tell enters by `recordFile`. Deals, trades
 * and the run's counters change together, inside the caller's transaction, which also moves the
 * caller's cursor. Recording the same deals again changes nothing.
 *
 * A deal is known by its id; it takes over the file row it repeats (same symbol, side, time, price,
 * quantity and net), and what the provider says wins over what a file says.
 */
export async function recordDeals(
  tx: Transaction,
  input: { accountId: string; runId: string; deals: Deal[] },
): Promise<Recorded> {
  const { accountId, runId } = input
  const account = await lockAccount(tx, accountId)
  const deals = withoutRepeats(input.deals)
  const settled = await settle(tx, account, runId, { told: deals, dealIds: [], closedAt: [] })
  await rebuildTrades(tx, account, settled.positions)

  const arrived = new Set(deals.map(({ dealId }) => dealId))
  const added = settled.added.filter(({ dealId }) => arrived.has(dealId)).length
  const updated = settled.updated.filter(({ dealId }) => arrived.has(dealId)).length
  const read = input.deals.length
  const recorded: Recorded = { read, added, updated, skipped: read - added - updated }
  await tx.run.update({
    where: { id: runId },
    data: {
      read: { increment: recorded.read },
      added: { increment: recorded.added },
      updated: { increment: recorded.updated },
      skipped: { increment: recorded.skipped },
    },
  })
  return recorded
}

/** The same deal may be delivered twice in one answer, or once by each of two overlapping windows. */
function withoutRepeats(deals: Deal[]): Deal[] {
  const byId = new Map<bigint | null, Deal>()
  for (const deal of deals) {
    const earlier = byId.get(deal.dealId)
    if (!earlier || (deal.updatedAt ?? 0) >= (earlier.updatedAt ?? 0)) byId.set(deal.dealId, deal)
  }
  return [...byId.values()]
}
