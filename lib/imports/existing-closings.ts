import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { Side, Source } from '@/lib/domain/deal'
import { rowKey } from '@/lib/domain/deal-identity'
import { Dec } from '@/lib/domain/decimal'
import { COUNTING_STATES } from '@/lib/domain/import-life'
import type { ExistingClosing } from './reading/reconcile'
import type { ImportedDeal } from './reading/types'

/** A closing deal the account holds, with what is shown beside a row that repeats it. */
export type HeldClosing = ExistingClosing & {
  dealId: bigint | null
  words: { label: string | null; comment: string | null; channel: string | null }
}

const MINUTE_MS = 60_000

/** Of a deal what is compared; exact numbers as text. */
type DealRow = {
  id: string
  dealId: bigint | null
  symbol: string
  side: Side
  executedAt: Date
  price: string
  quantity: string
  quantityUnit: string
  entryPrice: string
  net: string
  source: Source
  label: string | null
  comment: string | null
  channel: string | null
}

type Telling = {
  dealRowId: string
  fingerprint: string
  timeStep: number
  priceDecimals: number
}

/** The closing deals an account holds in the minutes of some rows of a file, to compare these with. */
export async function existingClosings(
  db: Queryable,
  accountId: string,
  deals: ImportedDeal[],
): Promise<HeldClosing[]> {
  if (deals.length === 0) return []
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const { closedAt } of deals) {
    first = Math.min(first, closedAt.getTime())
    last = Math.max(last, closedAt.getTime())
  }
  // However finely two tell a time, both mean the same minute.
  const from = new Date(Math.floor(first / MINUTE_MS) * MINUTE_MS)
  const to = new Date((Math.floor(last / MINUTE_MS) + 1) * MINUTE_MS)
  const dealIds = deals.flatMap(({ externalDealId }) => externalDealId ?? [])
  const rows = await db.$queryRaw<DealRow[]>(Prisma.sql`
    SELECT "id", "dealId", "symbol", "side"::text, "executedAt", "price"::text,
      coalesce("closedQuantity", "quantity")::text AS "quantity", "quantityUnit",
      coalesce("entryPrice", "price")::text AS "entryPrice", "net"::text, "source"::text,
      "label", "comment", "channel"
    FROM "Deal"
    WHERE "accountId" = ${accountId}::uuid AND "net" IS NOT NULL
      AND ("executedAt" >= ${from} AND "executedAt" < ${to}
        -- A zone answered wrongly still finds deals by their id.
        OR "dealId" = ANY(${dealIds}::bigint[]))
    ORDER BY "executedAt", "dealId", "occurrence"`)
  if (rows.length === 0) return []
  const tellings = await tellingsOf(db, accountId, { from, to, dealIds })
  return rows.map((row) => toHeld(row, tellings.get(row.id) ?? []))
}

/** How rows of files that count tell these deals, the first file first. */
async function tellingsOf(
  db: Queryable,
  accountId: string,
  { from, to, dealIds }: { from: Date; to: Date; dealIds: bigint[] },
): Promise<Map<string, Telling[]>> {
  const rows = await db.$queryRaw<Telling[]>(Prisma.sql`
    SELECT s."dealRowId", s."fingerprint", s."timeStep", s."priceDecimals"
    FROM "DealSighting" s JOIN "ImportFile" f ON f."id" = s."importFileId"
    WHERE s."accountId" = ${accountId}::uuid AND s."dealRowId" IS NOT NULL
      AND f."state"::text = ANY(${[...COUNTING_STATES]})
      AND (s."executedAt" >= ${from} AND s."executedAt" < ${to} OR s."dealId" = ANY(${dealIds}::bigint[]))
    ORDER BY f."committedAt", f."id", s."line"`)
  const byRow = new Map<string, Telling[]>()
  for (const row of rows) {
    const known = byRow.get(row.dealRowId)
    if (known) known.push(row)
    else byRow.set(row.dealRowId, [row])
  }
  return byRow
}

function toHeld(row: DealRow, tellings: Telling[]): HeldClosing {
  // What a file tells is as fine as that file; the provider tells everything.
  const [first] = row.source === 'FILE' ? tellings : []
  const { label, comment, channel } = row
  return {
    ref: row.id,
    dealId: row.dealId,
    rows: tellings.map(({ fingerprint, timeStep }) => rowKey(fingerprint, timeStep)),
    figures: {
      symbol: row.symbol,
      side: row.side,
      at: row.executedAt,
      timeStep: first?.timeStep ?? 1,
      price: new Dec(row.price),
      priceDecimals: first?.priceDecimals ?? null,
      quantity: new Dec(row.quantity),
      quantityUnit: row.quantityUnit,
      net: new Dec(row.net),
    },
    entryPrice: new Dec(row.entryPrice),
    words: { label, comment, channel },
  }
}
