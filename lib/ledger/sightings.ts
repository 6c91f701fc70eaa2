import { randomUUID } from 'node:crypto'
import type { Transaction } from '@/lib/db/client'
import { copyRows } from '@/lib/db/copy-rows'
import { Prisma } from '@/lib/db/generated/client'
import { COUNTING_STATES } from '@/lib/domain/import-life'
import type { Sighting } from '@/lib/domain/settle-deals'
import { fromColumns, toColumns } from './deal-rows'

export type StoredSighting = Sighting & {
  dealRowId: string | null
  tradeId: string | null
  committedAt: Date
}

/** That the import file `f` counts. */
export const COUNTING = Prisma.sql`f."state"::text = ANY(${[...COUNTING_STATES]})`

type Row = {
  importFileId: string
  line: number
  dealRowId: string | null
  tradeId: string | null
  committedAt: Date
  fingerprint: string
  timeStep: number
  priceDecimals: number
  apart: boolean
  inferredPosition: boolean
  told: Record<string, string | number | null>
}

/** Whether any file counts for this account. */
export async function hasSightings(tx: Transaction, accountId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ found: boolean }[]>(Prisma.sql`
    SELECT EXISTS (SELECT 1 FROM "ImportFile" f
      WHERE f."accountId" = ${accountId}::uuid AND ${COUNTING}) AS "found"`)
  return row?.found ?? false
}

/** Rows of files that count and name one of these deals. */
export async function sightingsById(
  tx: Transaction,
  accountId: string,
  dealIds: bigint[],
): Promise<StoredSighting[]> {
  if (dealIds.length === 0) return []
  return read(
    tx,
    Prisma.sql`s."accountId" = ${accountId}::uuid AND s."dealId" = ANY(${dealIds}::bigint[])`,
  )
}

/** Rows of files that count, name no deal and closed in one of these minutes. */
export async function sightingsByMinute(
  tx: Transaction,
  accountId: string,
  minutes: Date[],
): Promise<StoredSighting[]> {
  if (minutes.length === 0) return []
  return read(
    tx,
    Prisma.sql`s."accountId" = ${accountId}::uuid AND s."dealId" IS NULL
      AND ${withinMinutes(Prisma.sql`s."executedAt"`, minutes)}`,
  )
}

/**
 * That an instant lies in one of these minutes. By range and set, whatever the planner knows of the
 * tables: joined with the minutes it would compare each with each.
 */
export function withinMinutes(column: Prisma.Sql, minutes: Date[]): Prisma.Sql {
  const times = minutes.map((minute) => minute.getTime())
  const from = new Date(times.reduce((least, time) => Math.min(least, time), Infinity))
  const to = new Date(times.reduce((most, time) => Math.max(most, time), -Infinity) + 60_000)
  return Prisma.sql`${column} >= ${from} AND ${column} < ${to}
    AND date_trunc('minute', ${column}) = ANY(${minutes}::timestamptz[])`
}

async function read(tx: Transaction, condition: Prisma.Sql): Promise<StoredSighting[]> {
  const rows = await tx.$queryRaw<Row[]>(Prisma.sql`
    SELECT s."importFileId", s."line", s."dealRowId", s."tradeId", f."committedAt",
           s."fingerprint", s."timeStep", s."priceDecimals", s."apart", s."inferredPosition", s."told"
    FROM "DealSighting" s JOIN "ImportFile" f ON f."id" = s."importFileId"
    WHERE ${condition} AND ${COUNTING}`)
  return rows.map(({ told, ...row }) => ({ ...row, deal: closingOf(told) }))
}

/** In the order in which their files were first added, then by line. */
export function inOrder(sightings: StoredSighting[]): StoredSighting[] {
  return [...sightings].sort(
    (a, b) =>
      a.committedAt.getTime() - b.committedAt.getTime() ||
      (a.importFileId < b.importFileId ? -1 : a.importFileId > b.importFileId ? 1 : 0) ||
      a.line - b.line,
  )
}

function closingOf(told: Row['told']): Sighting['deal'] {
  const deal = fromColumns(told)
  if (!deal.closing) throw new Error('A file tells closing deals only')
  return { ...deal, closing: deal.closing }
}

/** A row of a file as it is stored, the deal it turned out to be, and what it tells (`toldText`). */
type FreshSighting = Omit<Sighting, 'importFileId'> & { dealRowId?: string; told?: string }

const COLUMNS = [
  'importFileId',
  'accountId',
  'dealRowId',
  'line',
  'dealId',
  'executedAt',
  'fingerprint',
  'timeStep',
  'priceDecimals',
  'apart',
  'inferredPosition',
  'told',
] as const

/**
 * Writes what the rows of a file tell. Where it is settled afterwards which deals follow, each brings
 * the id that its deal gets if it is a new one.
 */
export async function insertSightings(
  tx: Transaction,
  accountId: string,
  importFileId: string,
  sightings: FreshSighting[],
): Promise<void> {
  await copyRows(
    tx,
    'DealSighting',
    COLUMNS,
    sightings.map(
      ({ deal, dealRowId = randomUUID(), told = toldText(toColumns(deal)), ...row }) => [
        importFileId,
        accountId,
        dealRowId,
        row.line,
        deal.dealId,
        deal.executedAt.toISOString(),
        row.fingerprint,
        row.timeStep,
        row.priceDecimals,
        row.apart,
        row.inferredPosition,
        told,
      ],
    ),
  )
}

/** The columns of a deal as a row tells them, without the empty ones. */
export function toldText(columns: ReturnType<typeof toColumns>): string {
  const told: Record<string, string | number> = {}
  for (const name in columns) {
    const value = columns[name]
    if (value !== null && value !== undefined) told[name] = value
  }
  return JSON.stringify(told)
}

/** Notes which trade each deal is in, before it goes: it comes back into that one. */
export async function rememberTrades(tx: Transaction, ofSightings: Prisma.Sql): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE "DealSighting" s SET "tradeId" = d."tradeId" FROM "Deal" d
    WHERE ${ofSightings} AND d."id" = s."dealRowId"`)
}

export async function attachSightings(
  tx: Transaction,
  attachments: { importFileId: string; line: number; dealRowId: string }[],
): Promise<void> {
  if (attachments.length === 0) return
  await tx.$executeRaw(Prisma.sql`
    UPDATE "DealSighting" SET "dealRowId" = fresh."dealRowId"
    FROM jsonb_to_recordset(${JSON.stringify(attachments)}::jsonb)
      AS fresh ("importFileId" uuid, "line" int, "dealRowId" uuid)
    WHERE "DealSighting"."importFileId" = fresh."importFileId"
      AND "DealSighting"."line" = fresh."line"`)
}
