import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { Deal } from '@/lib/domain/deal'
import { matchByFigures } from '@/lib/domain/deal-identity'
import { fromRow, type StoredDeal } from './deal-rows'
import { rebuildTrades } from './rebuild-trades'
import { updateDeals } from './write-deals'

/**
 * Moves what one account holds into another, which is the same account at the broker. Deals that both
 * hold become one, by the rules by which a sync and a file meet: the same id, the same row of a file,
 * or the same figures. The other account's word wins; a trade keeps its id as long as it keeps a deal.
 *
 * The caller has locked both accounts.
 */
export async function joinLedgers(
  tx: Transaction,
  { from, into }: { from: string; into: string },
): Promise<void> {
  const [moved, kept] = [await dealsOf(tx, from), await dealsOf(tx, into)]
  const twins = pairDeals(moved, kept)
  await tx.deal.deleteMany({ where: { id: { in: [...twins.keys()].map(({ id }) => id) } } })
  await moveRows(tx, from, into)
  const joined = [...twins].map(([twin, deal]) => ({ id: deal.id, deal: withTwin(deal, twin) }))
  await updateDeals(tx, into, null, joined)
  const account = await tx.tradingAccount.findUniqueOrThrow({ where: { id: into } })
  const touched = [...moved, ...twins.values()].map(({ positionKey }) => positionKey)
  await rebuildTrades(tx, account, [...new Set(touched)])
}

async function dealsOf(tx: Transaction, accountId: string): Promise<StoredDeal[]> {
  return (await tx.deal.findMany({ where: { accountId } })).map(fromRow)
}

/** Every moved deal that the other account holds already, with the deal it is there. */
function pairDeals(moved: StoredDeal[], kept: StoredDeal[]): Map<StoredDeal, StoredDeal> {
  const twins = new Map<StoredDeal, StoredDeal>()
  const taken = new Set<StoredDeal>()
  const pair = (twin: StoredDeal, deal: StoredDeal | undefined) => {
    if (!deal || taken.has(deal)) return
    twins.set(twin, deal)
    taken.add(deal)
  }
  const known = new Map(
    kept.flatMap((deal) => identities(deal).map((identity) => [identity, deal])),
  )
  for (const deal of moved)
    for (const identity of identities(deal)) if (!twins.has(deal)) pair(deal, known.get(identity))

  const left = () => moved.filter((deal) => !twins.has(deal))
  const free = () => kept.filter((deal) => deal.closing && !taken.has(deal))
  const withoutId = ({ dealId }: Deal) => dealId === null
  const withId = ({ dealId }: Deal) => dealId !== null
  for (const [deal, twin] of matchByFigures(free().filter(withId), left().filter(withoutId)))
    pair(twin, deal)
  for (const [twin, deal] of matchByFigures(left(), free().filter(withoutId))) pair(twin, deal)
  return twins
}

function identities({ dealId, fingerprint, occurrence }: Deal): string[] {
  return [
    ...(dealId === null ? [] : [`d${dealId}`]),
    ...(fingerprint === null ? [] : [`f${fingerprint}/${occurrence}`]),
  ]
}

/** A deal with what only its twin told: by that it is recognised when the same file comes again. */
function withTwin(deal: StoredDeal, twin: StoredDeal): Deal {
  const hasRow = deal.fingerprint !== null
  return {
    ...deal,
    source: deal.source === 'FILE' ? 'FILE' : 'BOTH',
    dealId: deal.dealId ?? twin.dealId,
    fingerprint: hasRow ? deal.fingerprint : twin.fingerprint,
    occurrence: hasRow ? deal.occurrence : twin.occurrence,
    label: deal.label ?? twin.label,
    comment: deal.comment ?? twin.comment,
    channel: deal.channel ?? twin.channel,
  }
}

async function moveRows(tx: Transaction, from: string, into: string): Promise<void> {
  const move = { where: { accountId: from }, data: { accountId: into } }
  await tx.deal.updateMany(move)
  await tx.trade.updateMany(move)
  await tx.$executeRaw(Prisma.sql`
    UPDATE "CashFlow" AS moved SET "accountId" = ${into}::uuid
    WHERE "accountId" = ${from}::uuid AND NOT EXISTS (
      SELECT 1 FROM "CashFlow" AS kept WHERE kept."accountId" = ${into}::uuid
        AND kept."balanceHistoryId" = moved."balanceHistoryId")`)
}
