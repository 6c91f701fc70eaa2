import type { Transaction } from '@/lib/db/client'
import { copyRows } from '@/lib/db/copy-rows'
import { Prisma } from '@/lib/db/generated/client'
import type { Deal } from '@/lib/domain/deal'
import { COLUMN_TYPES, toColumns } from './deal-rows'

// Bulk rows travel by COPY or as one JSON parameter, never row by row.

const names = Object.keys(COLUMN_TYPES)
const record = Prisma.raw(names.map((name) => `"${name}" ${COLUMN_TYPES[name]}`).join(', '))
const assignments = Prisma.raw(names.map((name) => `"${name}" = fresh."${name}"`).join(', '))

type Row = { id: string; deal: Deal }

const NEW = ['id', 'accountId', 'firstRunId', 'lastRunId', 'tradeId', ...names]

export async function insertDeals(
  tx: Transaction,
  accountId: string,
  runId: string,
  deals: Row[],
): Promise<void> {
  const rows = deals.map(({ id, deal }) => ({ id, columns: toColumns(deal) }))
  await insertColumns(tx, accountId, runId, rows)
}

/** @param deals as their columns; those that are in a trade already come with its id */
export async function insertColumns(
  tx: Transaction,
  accountId: string,
  runId: string,
  deals: { id: string; columns: ReturnType<typeof toColumns>; tradeId?: string }[],
): Promise<void> {
  await copyRows(
    tx,
    'Deal',
    NEW,
    deals.map(({ id, columns, tradeId = null }) => [
      ...[id, accountId, runId, runId, tradeId],
      ...names.map((name) => columns[name] ?? null),
    ]),
  )
}

/** Overwrites deals that are in the ledger with what is told of them now. */
export async function updateDeals(
  tx: Transaction,
  accountId: string,
  runId: string,
  deals: (Row & { before: Deal })[],
): Promise<void> {
  if (deals.length === 0) return
  const renamed = deals.filter(({ deal, before }) => nameOf(deal) !== nameOf(before))
  // Two rows may exchange their names, and each name exists once at any moment.
  if (renamed.length > 0)
    await tx.$executeRaw(Prisma.sql`
      UPDATE "Deal" SET "dealId" = NULL, "fingerprint" = NULL
      WHERE "accountId" = ${accountId}::uuid AND "id" = ANY(${renamed.map(({ id }) => id)}::uuid[])`)
  await tx.$executeRaw(Prisma.sql`
    UPDATE "Deal" SET "lastRunId" = ${runId}::uuid, ${assignments}
    FROM jsonb_to_recordset(${asJson(deals)}::jsonb) AS fresh ("id" uuid, ${record})
    WHERE "Deal"."id" = fresh."id" AND "Deal"."accountId" = ${accountId}::uuid`)
}

export async function deleteDeals(
  tx: Transaction,
  accountId: string,
  ids: string[],
): Promise<void> {
  if (ids.length === 0) return
  await tx.$executeRaw(Prisma.sql`
    DELETE FROM "Deal" WHERE "accountId" = ${accountId}::uuid AND "id" = ANY(${ids}::uuid[])`)
}

function nameOf({ dealId, fingerprint, occurrence }: Deal): string {
  return `${dealId}|${fingerprint}|${occurrence}`
}

function asJson(rows: Row[]): string {
  return JSON.stringify(rows.map(({ id, deal }) => ({ id, ...toColumns(deal) })))
}
