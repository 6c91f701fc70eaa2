import type { Transaction } from '@/lib/db/client'
import type { Deal } from '@/lib/domain/deal'
import { matchByFigures } from '@/lib/domain/deal-identity'
import { fromRow, type StoredDeal, toColumns } from './deal-rows'
import { lockAccount } from './lock-account'
import { rebuildTrades } from './rebuild-trades'
import { insertDeals, updateDeals } from './write-deals'

export type Recorded = { read: number; added: number; updated: number; skipped: number }

/**
 * The one door: however deals arrive, they enter the journal here. Deals, trades and the run's
 * counters change together, inside the caller's transaction, which also moves the caller's cursor.
 * Recording the same deals again changes nothing.
 *
 * A deal is known by its id; a deal with an id takes over the file row it repeats (same symbol,
 * side, time, price, quantity and net); a file's row without an id is known by its fingerprint.
 * What the provider says wins over what a file says.
 */
export async function recordDeals(
  tx: Transaction,
  input: { accountId: string; runId: string; deals: Deal[] },
): Promise<Recorded> {
  const { accountId, runId } = input
  const account = await lockAccount(tx, accountId)
  const deals = withoutRepeats(input.deals)

  const known = await findKnown(tx, accountId, deals)
  const fresh: Deal[] = []
  const changed: { id: string; deal: Deal; before: StoredDeal }[] = []
  const strangers: Deal[] = []
  for (const deal of deals) {
    const before = known.get(identity(deal))
    if (!before) strangers.push(deal)
    else if (overrules(deal, before))
      changed.push({ id: before.id, deal: merge(deal, before), before })
  }
  const adopted = await adoptFileRows(tx, accountId, strangers)
  for (const deal of strangers) {
    const before = adopted.get(deal)
    if (before) changed.push({ id: before.id, deal: merge(deal, before), before })
    else fresh.push(deal)
  }

  await insertDeals(tx, accountId, runId, fresh)
  await updateDeals(tx, accountId, runId, changed)
  const touched = new Set<string>()
  for (const { positionKey } of fresh) touched.add(positionKey)
  for (const { deal, before } of changed) touched.add(deal.positionKey).add(before.positionKey)
  await rebuildTrades(tx, account, [...touched])

  const recorded: Recorded = {
    read: input.deals.length,
    added: fresh.length,
    updated: changed.length,
    skipped: input.deals.length - fresh.length - changed.length,
  }
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

function identity(deal: Deal): string {
  return deal.dealId !== null ? `d${deal.dealId}` : `f${deal.fingerprint}/${deal.occurrence}`
}

/** The same deal may be delivered twice in one answer, or once by each of two overlapping windows. */
function withoutRepeats(deals: Deal[]): Deal[] {
  const byIdentity = new Map<string, Deal>()
  for (const deal of deals) {
    const earlier = byIdentity.get(identity(deal))
    if (!earlier || (deal.updatedAt ?? 0) >= (earlier.updatedAt ?? 0))
      byIdentity.set(identity(deal), deal)
  }
  return [...byIdentity.values()]
}

async function findKnown(
  tx: Transaction,
  accountId: string,
  deals: Deal[],
): Promise<Map<string, StoredDeal>> {
  const dealIds = deals.flatMap(({ dealId }) => (dealId === null ? [] : [dealId]))
  const fingerprints = deals.flatMap(({ dealId, fingerprint }) =>
    dealId === null && fingerprint !== null ? [fingerprint] : [],
  )
  const rows = await tx.deal.findMany({
    where: {
      accountId,
      OR: [{ dealId: { in: dealIds } }, { fingerprint: { in: fingerprints } }],
    },
  })
  const known = new Map<string, StoredDeal>()
  for (const row of rows.map(fromRow)) {
    if (row.dealId !== null) known.set(`d${row.dealId}`, row)
    if (row.fingerprint !== null) known.set(`f${row.fingerprint}/${row.occurrence}`, row)
  }
  return known
}

/** Whether what arrives changes what is stored. A file never changes anything that is known. */
function overrules(deal: Deal, before: StoredDeal): boolean {
  if (deal.source === 'FILE') return false
  if (before.source === 'FILE') return true
  if (deal.updatedAt && before.updatedAt && deal.updatedAt < before.updatedAt) return false
  const a = toColumns(merge(deal, before))
  const b = toColumns(before)
  return Object.keys(a).some((name) => a[name] !== b[name])
}

/** The provider's word, with what only the file told. */
function merge(deal: Deal, before: StoredDeal): Deal {
  return {
    ...deal,
    source: before.source === 'SYNC' ? 'SYNC' : 'BOTH',
    fingerprint: before.fingerprint,
    occurrence: before.occurrence,
    label: deal.label ?? before.label,
    comment: deal.comment ?? before.comment,
    channel: deal.channel ?? before.channel,
  }
}

/** Finds the file rows without an id that arriving deals repeat. */
async function adoptFileRows(
  tx: Transaction,
  accountId: string,
  strangers: Deal[],
): Promise<Map<Deal, StoredDeal>> {
  const closings = strangers.filter(({ source, closing }) => source === 'SYNC' && closing !== null)
  const first = closings[0]
  if (!first) return new Map()
  const times = closings.map(({ executedAt }) => executedAt.getTime())
  const rows = await tx.deal.findMany({
    where: {
      accountId,
      dealId: null,
      // A file that shows whole minutes is up to a minute away.
      executedAt: {
        gte: new Date(Math.min(...times) - 60_000),
        lte: new Date(Math.max(...times) + 60_000),
      },
    },
  })
  return matchByFigures(closings, rows.map(fromRow))
}
