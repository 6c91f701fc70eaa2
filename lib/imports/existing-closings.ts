import type { Queryable } from '@/lib/db/client'
import { Dec } from '@/lib/domain/decimal'
import type { ExistingClosing } from './reading/reconcile'
import type { ImportedDeal } from './reading/types'

/** A file that writes whole minutes is up to a minute away from the API's milliseconds. */
const AROUND_MS = 60_000

/** The closing deals an account holds in the period of a file, to compare the file's rows with. */
export async function existingClosings(
  db: Queryable,
  accountId: string,
  deals: ImportedDeal[],
): Promise<ExistingClosing[]> {
  if (deals.length === 0) return []
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const { closedAt } of deals) {
    first = Math.min(first, closedAt.getTime())
    last = Math.max(last, closedAt.getTime())
  }
  const dealIds = deals.flatMap(({ externalDealId }) => externalDealId ?? [])
  const rows = await db.deal.findMany({
    where: {
      accountId,
      net: { not: null },
      OR: [
        { executedAt: { gte: new Date(first - AROUND_MS), lte: new Date(last + AROUND_MS) } },
        // A zone answered wrongly still finds deals by their id.
        ...(dealIds.length > 0 && dealIds.length <= 30_000 ? [{ dealId: { in: dealIds } }] : []),
      ],
    },
  })
  return rows.map((row) => ({
    ref: row.id,
    dealId: row.dealId,
    fingerprint: row.fingerprint,
    occurrence: row.fingerprint ? row.occurrence : null,
    symbol: row.symbol,
    direction: row.side === 'SELL' ? 'LONG' : 'SHORT',
    closedAt: row.executedAt,
    entryPrice: new Dec((row.entryPrice ?? row.price).toString()),
    exitPrice: new Dec(row.price.toString()),
    lots:
      row.quantityUnit === 'lots' ? new Dec((row.closedQuantity ?? row.quantity).toString()) : null,
    net: new Dec(row.net?.toString() ?? 0),
  }))
}
