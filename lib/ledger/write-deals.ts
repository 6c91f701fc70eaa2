import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { Deal } from '@/lib/domain/deal'
import { COLUMN_TYPES, toColumns } from './deal-rows'

// Bulk rows travel as one JSON parameter, never row by row.

const names = Object.keys(COLUMN_TYPES)
const columns = Prisma.raw(names.map((name) => `"${name}"`).join(', '))
const record = Prisma.raw(names.map((name) => `"${name}" ${COLUMN_TYPES[name]}`).join(', '))
const assignments = Prisma.raw(names.map((name) => `"${name}" = fresh."${name}"`).join(', '))

export async function insertDeals(
  tx: Transaction,
  accountId: string,
  runId: string,
  deals: Deal[],
): Promise<void> {
  if (deals.length === 0) return
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO "Deal" ("id", "accountId", "firstRunId", "lastRunId", ${columns})
    SELECT gen_random_uuid(), ${accountId}::uuid, ${runId}::uuid, ${runId}::uuid, ${columns}
    FROM jsonb_to_recordset(${JSON.stringify(deals.map(toColumns))}::jsonb) AS fresh (${record})`)
}

/**
 * Overwrites deals that are in the ledger with what is known of them now.
 * @param runId the run that brought it, or null when none did
 */
export async function updateDeals(
  tx: Transaction,
  accountId: string,
  runId: string | null,
  deals: { id: string; deal: Deal }[],
): Promise<void> {
  if (deals.length === 0) return
  const rows = deals.map(({ id, deal }) => ({ id, ...toColumns(deal) }))
  await tx.$executeRaw(Prisma.sql`
    UPDATE "Deal" SET "lastRunId" = coalesce(${runId}::uuid, "lastRunId"), ${assignments}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS fresh ("id" uuid, ${record})
    WHERE "Deal"."id" = fresh."id" AND "Deal"."accountId" = ${accountId}::uuid`)
}
