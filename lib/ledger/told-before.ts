import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { Sighting } from '@/lib/domain/settle-deals'
import { COUNTING } from './sightings'

type FileRow = Omit<Sighting, 'importFileId'>

/**
 * The deals of rows that a file that counts has told before, word for word, by line; null unless that
 * holds of every row. Then nothing follows from them: whoever came first is heard first, and says the
 * same. The position that a file only guesses is its own affair and is not compared.
 */
export async function dealsToldBefore(
  tx: Transaction,
  accountId: string,
  rows: (FileRow & { told: string })[],
): Promise<Map<number, string> | null> {
  const withoutId = rows.filter(({ deal }) => deal.dealId === null)
  // Equal rows are told apart by counting, which takes all who tell of them.
  const names = new Set(withoutId.map(({ fingerprint }) => fingerprint))
  if (names.size < withoutId.length || rows.some(({ apart }) => apart)) return null
  const found = await tx.$queryRaw<{ line: number; dealRowId: string }[]>(Prisma.sql`
    WITH "asked" AS (
      SELECT * FROM unnest(
        ${rows.map(({ line }) => line)}::int[],
        ${rows.map(({ deal }) => deal.dealId)}::bigint[],
        ${rows.map(({ deal }) => deal.executedAt)}::timestamptz[],
        ${rows.map(({ fingerprint }) => fingerprint)}::text[],
        ${rows.map(({ timeStep }) => timeStep)}::int[],
        ${rows.map(({ priceDecimals }) => priceDecimals)}::int[],
        ${rows.map(({ inferredPosition }) => inferredPosition)}::boolean[],
        ${rows.map(({ told }) => told)}::jsonb[]
      ) AS "asked" ("line", "dealId", "executedAt", "fingerprint", "timeStep", "priceDecimals",
        "inferredPosition", "told"))
    SELECT "asked"."line", "by"."dealRowId" FROM "asked"
    CROSS JOIN LATERAL (
      SELECT s."dealRowId", ${sameWords()} AS "alike"
      FROM "DealSighting" s JOIN "ImportFile" f ON f."id" = s."importFileId"
      WHERE "asked"."dealId" IS NOT NULL AND s."accountId" = ${accountId}::uuid
        AND s."dealId" = "asked"."dealId" AND ${COUNTING}
      ORDER BY "alike" DESC LIMIT 1
    ) AS "by" WHERE "by"."alike"
    UNION ALL
    SELECT "asked"."line", "by"."dealRowIds"[1] FROM "asked"
    CROSS JOIN LATERAL (
      SELECT array_agg(DISTINCT s."dealRowId") AS "dealRowIds", bool_or(${sameWords()}) AS "alike"
      FROM "DealSighting" s JOIN "ImportFile" f ON f."id" = s."importFileId"
      WHERE "asked"."dealId" IS NULL AND s."accountId" = ${accountId}::uuid
        AND s."executedAt" = "asked"."executedAt" AND s."fingerprint" = "asked"."fingerprint"
        AND ${COUNTING}
    ) AS "by" WHERE "by"."alike" AND cardinality("by"."dealRowIds") = 1`)
  if (found.length < rows.length) return null
  return new Map(found.map(({ line, dealRowId }) => [line, dealRowId]))
}

function sameWords(): Prisma.Sql {
  return Prisma.sql`(
    s."fingerprint" = "asked"."fingerprint" AND s."timeStep" = "asked"."timeStep"
    AND s."priceDecimals" = "asked"."priceDecimals" AND NOT s."apart" AND s."dealRowId" IS NOT NULL
    AND s."dealId" IS NOT DISTINCT FROM "asked"."dealId"
    AND s."inferredPosition" = "asked"."inferredPosition"
    AND CASE WHEN s."inferredPosition"
      THEN s."told" - 'positionKey' = "asked"."told" - 'positionKey'
      ELSE s."told" = "asked"."told" END)`
}
