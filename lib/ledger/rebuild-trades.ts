import { randomUUID } from 'node:crypto'
import type { Transaction } from '@/lib/db/client'
import { type Deal as DealRow, Prisma } from '@/lib/db/generated/client'
import { groupBy } from '@/lib/domain/group-by'
import type { SymbolFacts } from '@/lib/domain/symbol'
import { buildTrades, type Trade } from '@/lib/domain/trade'
import { carryNotes } from './carry-notes'
import { daysOfPositions } from './daily-results'
import { fromRow, type StoredDeal } from './deal-rows'
import { rewriteResults } from './results'

export type LedgerAccount = {
  id: string
  userId: string
  currency: string | null
  openPositionIds: bigint[]
}

/** What a trade needs a currency for even when nobody has told it yet. */
export const UNKNOWN_CURRENCY = '???'

/**
 * Derives the trades of some positions anew from their deals. A trade keeps its id as long as one
 * of its deals stays in it, so whatever the trader attached to it stays too; most of all within its
 * position. What the days made on which
 * they counted, and those on which they count now, follows.
 *
 * @param former the trades that deals were in before an import was undone, by id of the deal's row
 */
export async function rebuildTrades(
  tx: Transaction,
  account: LedgerAccount,
  positionKeys: Iterable<string>,
  former: ReadonlyMap<string, string> = new Map(),
): Promise<void> {
  const keys = [...positionKeys]
  const symbols = await symbolFacts(tx, account.id)
  const before = await daysOfPositions(tx, account.id, keys)
  const heirs = new Map<string, string>()
  const tradeIds: string[] = []
  for (let start = 0; start < keys.length; start += POSITIONS_AT_ONCE)
    tradeIds.push(
      ...(await rebuildSome(
        tx,
        account,
        keys.slice(start, start + POSITIONS_AT_ONCE),
        symbols,
        former,
        heirs,
      )),
    )
  await carryNotes(tx, { accountId: account.id, tradeIds, heirs })
  const after = await daysOfPositions(tx, account.id, keys)
  await rewriteResults(tx, account.id, [...before, ...after])
}

const POSITIONS_AT_ONCE = 5_000

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

  const trades: Record<string, unknown>[] = []
  const memberships: { id: string; tradeId: string }[] = []
  const taken = new Set<string>()
  for (const ofPosition of groupBy(deals, ({ positionKey }) => positionKey).values()) {
    const first = ofPosition[0] as StoredDeal
    const symbol = first.symbolId === null ? undefined : symbols.get(first.symbolId)
    const stillOpen =
      first.positionId !== null && account.openPositionIds.includes(first.positionId)
    for (const trade of buildTrades(ofPosition, symbol ?? null, stillOpen)) {
      const ids = trade.deals.flatMap(({ tradeId }) => tradeId ?? [])
      const old = trade.deals.flatMap((deal) => former.get(deal.id) ?? [])
      const id =
        ids.find((id) => keyOfTrade.get(id) === trade.positionKey && !taken.has(id)) ??
        old.find((id) => gone.has(id) && !taken.has(id)) ??
        ids.find((id) => !taken.has(id)) ??
        randomUUID()
      taken.add(id)
      for (const other of [...ids, ...old]) if (other !== id) heirs.set(other, id)
      trades.push({ id, ...toColumns(trade, account) })
      for (const deal of trade.deals)
        if (deal.tradeId !== id) memberships.push({ id: deal.id, tradeId: id })
    }
  }
  await writeTrades(tx, trades)
  await writeMemberships(tx, memberships)
  const orphans = before.map(({ id }) => id).filter((id) => !taken.has(id))
  if (orphans.length > 0) await tx.trade.deleteMany({ where: { id: { in: orphans } } })
  return taken
}

/** Those of these ids that no trade has now. */
async function withoutTrade(tx: Transaction, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx.trade.findMany({ where: { id: { in: ids } }, select: { id: true } })
  const there = new Set(rows.map(({ id }) => id))
  return new Set(ids.filter((id) => !there.has(id)))
}

async function symbolFacts(tx: Transaction, accountId: string): Promise<Map<bigint, SymbolFacts>> {
  const rows = await tx.symbol.findMany({ where: { accountId } })
  return new Map(rows.map((row) => [row.symbolId, row]))
}

function toColumns(trade: Trade, account: LedgerAccount) {
  return {
    userId: account.userId,
    accountId: account.id,
    positionKey: trade.positionKey,
    positionId: trade.positionId?.toString() ?? null,
    source: trade.source,
    symbol: trade.symbol,
    direction: trade.direction,
    closed: trade.closed,
    openedAt: trade.openedAt?.toISOString() ?? null,
    closedAt: trade.closedAt.toISOString(),
    quantity: trade.quantity.toFixed(),
    quantityUnit: trade.quantityUnit,
    entryPrice: trade.entryPrice.toFixed(10),
    exitPrice: trade.exitPrice.toFixed(10),
    priceDigits: trade.priceDigits,
    pips: trade.pips?.toFixed(4) ?? null,
    currency: account.currency ?? UNKNOWN_CURRENCY,
    gross: trade.gross?.toFixed() ?? null,
    commission: trade.commission?.toFixed() ?? null,
    swap: trade.swap?.toFixed() ?? null,
    conversionFee: trade.conversionFee?.toFixed() ?? null,
    net: trade.net.toFixed(),
    closingDeals: trade.closingDeals,
  }
}

const COLUMN_TYPES: Record<keyof ReturnType<typeof toColumns> | 'id', string> = {
  id: 'uuid',
  userId: 'uuid',
  accountId: 'uuid',
  positionKey: 'text',
  positionId: 'bigint',
  source: '"DealSource"',
  symbol: 'text',
  direction: '"Direction"',
  closed: 'boolean',
  openedAt: 'timestamptz',
  closedAt: 'timestamptz',
  quantity: 'numeric',
  quantityUnit: 'text',
  entryPrice: 'numeric',
  exitPrice: 'numeric',
  priceDigits: 'int',
  pips: 'numeric',
  currency: 'text',
  gross: 'numeric',
  commission: 'numeric',
  swap: 'numeric',
  conversionFee: 'numeric',
  net: 'numeric',
  closingDeals: 'int',
}

const names = Object.keys(COLUMN_TYPES) as (keyof typeof COLUMN_TYPES)[]
const columns = Prisma.raw(names.map((name) => `"${name}"`).join(', '))
const record = Prisma.raw(names.map((name) => `"${name}" ${COLUMN_TYPES[name]}`).join(', '))
const assignments = Prisma.raw(names.map((name) => `"${name}" = EXCLUDED."${name}"`).join(', '))

async function writeTrades(tx: Transaction, rows: Record<string, unknown>[]): Promise<void> {
  if (rows.length === 0) return
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO "Trade" (${columns})
    SELECT ${columns} FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS fresh (${record})
    ON CONFLICT ("id") DO UPDATE SET ${assignments}`)
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
