import { randomUUID } from 'node:crypto'
import type { Transaction } from '@/lib/db/client'
import { type Deal as DealRow, Prisma } from '@/lib/db/generated/client'
import type { Deal } from '@/lib/domain/deal'
import { groupBy } from '@/lib/domain/group-by'
import type { SymbolFacts } from '@/lib/domain/symbol'
import { buildTrades, type Trade } from '@/lib/domain/trade'
import { carryNotes } from './carry-notes'
import { daysOfPositions } from './daily-results'
import { fromRow } from './deal-rows'
import { rewriteResults } from './results'
import { type TradeRow, writeTrades } from './trade-rows'

export type LedgerAccount = {
  id: string
  userId: string
  currency: string | null
  openPositionIds: bigint[]
}

/**
 * Derives the trades of some positions anew from their deals. A trade keeps its id as long as one
 * of its deals stays in it, so whatever the trader attached to it stays too; most of all within its
 * position. What the days made on which
 * they counted, and those on which they count now, follows.
 *
 * @param former the trades that deals were in before an import was undone, by id of the deal's row
 * @param newDays days on which trades count that were written as new ones in this transaction
 */
export async function rebuildTrades(
  tx: Transaction,
  account: LedgerAccount,
  positionKeys: Iterable<string>,
  former: ReadonlyMap<string, string> = new Map(),
  newDays: ReadonlySet<string> = new Set(),
): Promise<void> {
  const keys = [...positionKeys]
  const symbols = await symbolFacts(tx, account.id)
  const before = await daysOfPositions(tx, account.id, keys)
  const heirs = new Map<string, string>()
  const tradeIds: string[] = []
  for await (const some of inParts(tx, account.id, keys))
    tradeIds.push(...(await rebuildSome(tx, account, some, symbols, former, heirs)))
  await carryNotes(tx, {
    accountId: account.id,
    tradeIds: newDays.size > 0 ? null : tradeIds,
    heirs,
  })
  const after = await daysOfPositions(tx, account.id, keys)
  await rewriteResults(tx, account.id, [...before, ...after, ...newDays])
}

const POSITIONS_AT_ONCE = 5_000
const DEALS_AT_ONCE = 10_000

/** Positions with so many deals that these can be held at once. */
async function* inParts(
  tx: Transaction,
  accountId: string,
  keys: string[],
): AsyncGenerator<string[]> {
  for (let start = 0; start < keys.length; start += POSITIONS_AT_ONCE) {
    const some = keys.slice(start, start + POSITIONS_AT_ONCE)
    const counted = await tx.$queryRaw<{ positionKey: string; deals: number }[]>(Prisma.sql`
      SELECT "positionKey", count(*)::int AS "deals" FROM "Deal"
      WHERE "accountId" = ${accountId}::uuid AND "positionKey" = ANY(${some}::text[]) GROUP BY 1`)
    const dealsOf = new Map(counted.map(({ positionKey, deals }) => [positionKey, deals]))
    let part: string[] = []
    let held = 0
    for (const key of some) {
      const deals = dealsOf.get(key) ?? 0
      if (part.length > 0 && held + deals > DEALS_AT_ONCE) {
        yield part
        part = []
        held = 0
      }
      part.push(key)
      held += deals
    }
    if (part.length > 0) yield part
  }
}

/**
 * @param heirs is told which trade has the deals of another one now
 * @returns the ids of the trades that were written
 */
async function rebuildSome(
  tx: Transaction,
  account: LedgerAccount,
  positionKeys: string[],
  symbols: Map<bigint, SymbolFacts>,
  former: ReadonlyMap<string, string>,
  heirs: Map<string, string>,
): Promise<Iterable<string>> {
  const concerned = Prisma.sql`
    "accountId" = ${account.id}::uuid AND "positionKey" = ANY(${positionKeys}::text[])`
  const rows = await tx.$queryRaw<DealRow[]>(Prisma.sql`SELECT * FROM "Deal" WHERE ${concerned}`)
  const deals = rows.map(fromRow)
  const before = await tx.$queryRaw<{ id: string; positionKey: string }[]>(Prisma.sql`
    SELECT "id", "positionKey" FROM "Trade" WHERE ${concerned}`)
  const keyOfTrade = new Map(before.map(({ id, positionKey }) => [id, positionKey]))
  const gone = await withoutTrade(
    tx,
    deals.flatMap(({ id }) => former.get(id) ?? []),
  )

  const trades: TradeRow[] = []
  const memberships: { id: string; tradeId: string }[] = []
  const taken = new Set<string>()
  for (const ofPosition of groupBy(deals, ({ positionKey }) => positionKey).values()) {
    for (const trade of tradesOf(ofPosition, account, symbols)) {
      const ids = trade.deals.flatMap(({ tradeId }) => tradeId ?? [])
      const old = trade.deals.flatMap((deal) => former.get(deal.id) ?? [])
      const id =
        ids.find((id) => keyOfTrade.get(id) === trade.positionKey && !taken.has(id)) ??
        old.find((id) => gone.has(id) && !taken.has(id)) ??
        ids.find((id) => !taken.has(id)) ??
        randomUUID()
      taken.add(id)
      for (const other of [...ids, ...old]) if (other !== id) heirs.set(other, id)
      trades.push({ id, trade })
      for (const deal of trade.deals)
        if (deal.tradeId !== id) memberships.push({ id: deal.id, tradeId: id })
    }
  }
  await writeTrades(tx, account, trades)
  await writeMemberships(tx, memberships)
  const orphans = before.map(({ id }) => id).filter((id) => !taken.has(id))
  if (orphans.length > 0) await tx.trade.deleteMany({ where: { id: { in: orphans } } })
  return taken
}

/** The trades that all deals of one position make. */
export function tradesOf<D extends Deal>(
  deals: D[],
  account: LedgerAccount,
  symbols: ReadonlyMap<bigint, SymbolFacts>,
): Trade<D>[] {
  const { symbolId = null, positionId = null } = deals[0] ?? {}
  const symbol = symbolId === null ? undefined : symbols.get(symbolId)
  const stillOpen = positionId !== null && account.openPositionIds.includes(positionId)
  return buildTrades(deals, symbol ?? null, stillOpen)
}

/** Those of these ids that no trade has now. */
async function withoutTrade(tx: Transaction, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx.trade.findMany({ where: { id: { in: ids } }, select: { id: true } })
  const there = new Set(rows.map(({ id }) => id))
  return new Set(ids.filter((id) => !there.has(id)))
}

export async function symbolFacts(
  tx: Transaction,
  accountId: string,
): Promise<Map<bigint, SymbolFacts>> {
  const rows = await tx.symbol.findMany({ where: { accountId } })
  return new Map(rows.map((row) => [row.symbolId, row]))
}

async function writeMemberships(
  tx: Transaction,
  memberships: { id: string; tradeId: string }[],
): Promise<void> {
  if (memberships.length === 0) return
  await tx.$executeRaw(Prisma.sql`
    UPDATE "Deal" SET "tradeId" = fresh."tradeId"
    FROM jsonb_to_recordset(${JSON.stringify(memberships)}::jsonb) AS fresh ("id" uuid, "tradeId" uuid)
    WHERE "Deal"."id" = fresh."id"`)
}
