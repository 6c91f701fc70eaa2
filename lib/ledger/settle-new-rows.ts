import { randomUUID } from 'node:crypto'
import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { Deal } from '@/lib/domain/deal'
import { groupBy } from '@/lib/domain/group-by'
import { type Sighting, settleDeals } from '@/lib/domain/settle-deals'
import type { SymbolFacts } from '@/lib/domain/symbol'
import { toColumns } from './deal-rows'
import { type LedgerAccount, tradesOf } from './rebuild-trades'
import { minutesOf } from './settle'
import { insertSightings, toldText, withinMinutes } from './sightings'
import { insertTrades, type TradeRow } from './trade-rows'
import { insertColumns } from './write-deals'

type FileRow = Omit<Sighting, 'importFileId'>

/** Whether the account holds no deal that one of these rows could be: none of their ids, and nothing closed in their minutes. */
export async function areAllNew(
  tx: Transaction,
  accountId: string,
  rows: FileRow[],
): Promise<boolean> {
  const ids = rows.flatMap(({ deal }) => deal.dealId ?? [])
  const minutes = minutesOf(rows.map(({ deal }) => deal.executedAt))
  const [row] = await tx.$queryRaw<{ found: boolean }[]>(Prisma.sql`
    SELECT EXISTS (SELECT 1 FROM "Deal" WHERE "accountId" = ${accountId}::uuid AND "net" IS NOT NULL
        AND ${withinMinutes(Prisma.sql`"executedAt"`, minutes)})
      OR EXISTS (SELECT 1 FROM "Deal" WHERE "accountId" = ${accountId}::uuid
        AND "dealId" = ANY(${ids}::bigint[])) AS "found"`)
  return row?.found === false
}

export type SettledAsNew = {
  added: number
  /** Positions of which more deals are here: their trades have to be built anew. */
  positions: string[]
  /** When the new trades closed. */
  closedAt: Date[]
}

/**
 * As `settle`, for rows that nobody has told before (`areAllNew`): which deals and trades follow is
 * known without looking at the ledger, so that each table is written once and nothing is read back.
 */
export async function settleNewRows(
  tx: Transaction,
  { account, symbols }: { account: LedgerAccount; symbols: ReadonlyMap<bigint, SymbolFacts> },
  { runId, importFileId }: { runId: string; importFileId: string },
  rows: FileRow[],
): Promise<SettledAsNew> {
  const inLineOrder = [...rows].sort((one, other) => one.line - other.line)
  const settled = settleDeals(
    [],
    inLineOrder.map((row) => ({ ...row, importFileId })),
  ).map((one) => ({ ...one, id: randomUUID(), columns: toColumns(one.deal) }))

  const byPosition = groupBy(settled, ({ deal }) => deal.positionKey)
  const known = await knownPositions(tx, account.id, [...byPosition.keys()])
  const tradeOf = new Map<Deal, string>()
  const trades: TradeRow[] = []
  for (const [positionKey, ofPosition] of byPosition) {
    const deals = ofPosition.map(({ deal }) => deal)
    if (known.has(positionKey)) {
      const tradeId = known.get(positionKey)
      if (tradeId) for (const deal of deals) tradeOf.set(deal, tradeId)
      continue
    }
    for (const trade of tradesOf(deals, account, symbols)) {
      const id = randomUUID()
      trades.push({ id, trade })
      for (const deal of trade.deals) tradeOf.set(deal, id)
    }
  }
  await insertTrades(tx, account, trades)
  await insertColumns(
    tx,
    account.id,
    runId,
    settled.map(({ id, deal, columns }) => ({ id, columns, tradeId: tradeOf.get(deal) })),
  )
  await insertSightings(
    tx,
    account.id,
    importFileId,
    settled.flatMap(({ id, sightings, columns }) => {
      // Alone, a row tells all there is of its deal, but for the name it gets.
      const told =
        sightings.length === 1
          ? toldText({ ...columns, fingerprint: null, occurrence: 1 })
          : undefined
      return sightings.map((row) => ({ ...row, dealRowId: id, told }))
    }),
  )
  return {
    added: settled.length,
    positions: [...known.keys()],
    closedAt: trades.map(({ trade }) => trade.closedAt),
  }
}

/** Which of these positions have deals already, and a trade of each. */
async function knownPositions(
  tx: Transaction,
  accountId: string,
  positionKeys: string[],
): Promise<Map<string, string | null>> {
  const rows = await tx.$queryRaw<{ positionKey: string; tradeId: string | null }[]>(Prisma.sql`
    SELECT asked."positionKey", found."tradeId"
    FROM unnest(${positionKeys}::text[]) AS asked ("positionKey")
    CROSS JOIN LATERAL (
      SELECT "tradeId" FROM "Deal"
      WHERE "accountId" = ${accountId}::uuid AND "positionKey" = asked."positionKey" LIMIT 1
    ) AS found`)
  return new Map(rows.map(({ positionKey, tradeId }) => [positionKey, tradeId]))
}
