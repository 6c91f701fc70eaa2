import { randomUUID } from 'node:crypto'
import type { Transaction } from '@/lib/db/client'
import { type Deal as DealRow, Prisma } from '@/lib/db/generated/client'
import type { Deal } from '@/lib/domain/deal'
import { type SettledDeal, settleDeals } from '@/lib/domain/settle-deals'
import { fromRow, type StoredDeal, toColumns } from './deal-rows'
import type { LedgerAccount } from './rebuild-trades'
import {
  attachSightings,
  hasSightings,
  inOrder,
  type StoredSighting,
  sightingsById,
  sightingsByMinute,
  withinMinutes,
} from './sightings'
import { deleteDeals, insertDeals, updateDeals } from './write-deals'

/** What may have changed: deals the provider told, and the ids and minutes that rows of files name. */
export type Scope = { told: Deal[]; dealIds: bigint[]; closedAt: Date[] }

export type Settled = {
  added: Deal[]
  updated: Deal[]
  removed: Deal[]
  /** Positions whose trades have to be built anew. */
  positions: Set<string>
  /** Trades that the deals of restored rows were in before. */
  formerTrades: Map<string, string>
}

/**
 * Brings the deals in line with what the provider told and the files that count tell. It looks at
 * the ids and the minutes concerned and at nothing else: rows that name no deal meet within a minute.
 */
export async function settle(
  tx: Transaction,
  account: LedgerAccount,
  runId: string,
  scope: Scope,
): Promise<Settled> {
  const { stored, sightings } = await load(tx, account.id, scope)
  const told = new Map<bigint, Deal>()
  for (const row of stored.values())
    if (row.source !== 'FILE' && row.dealId !== null) told.set(row.dealId, providersPart(row))
  for (const deal of scope.told) {
    const before = deal.dealId === null ? undefined : told.get(deal.dealId)
    if (deal.dealId !== null && !isOlder(deal, before)) told.set(deal.dealId, deal)
  }
  const settled = settleDeals([...told.values()], sightings)
  const rows = await assignRows(tx, settled, stored)

  const fresh: { id: string; deal: Deal }[] = []
  const changed: { id: string; deal: Deal; before: StoredDeal }[] = []
  const attachments: { importFileId: string; line: number; dealRowId: string }[] = []
  const formerTrades = new Map<string, string>()
  for (const one of settled) {
    const { deal, id } = { deal: one.deal, id: rows.get(one) as string }
    const before = stored.get(id)
    if (!before) fresh.push({ id, deal })
    else if (differ(deal, before)) changed.push({ id, deal, before })
    for (const { importFileId, line, dealRowId, tradeId } of one.sightings) {
      if (dealRowId !== id) attachments.push({ importFileId, line, dealRowId: id })
      if (tradeId) formerTrades.set(id, tradeId)
    }
  }
  const kept = new Set(rows.values())
  const gone = [...stored.values()].filter(({ id, source }) => source === 'FILE' && !kept.has(id))

  await deleteDeals(
    tx,
    account.id,
    gone.map(({ id }) => id),
  )
  await updateDeals(tx, account.id, runId, changed)
  await insertDeals(tx, account.id, runId, fresh)
  await attachSightings(tx, attachments)

  const positions = new Set<string>()
  for (const { deal } of fresh) positions.add(deal.positionKey)
  for (const { deal, before } of changed) positions.add(deal.positionKey).add(before.positionKey)
  for (const { positionKey } of gone) positions.add(positionKey)
  return {
    added: fresh.map(({ deal }) => deal),
    updated: changed.map(({ deal }) => deal),
    removed: gone,
    positions,
    formerTrades,
  }
}

async function load(tx: Transaction, accountId: string, scope: Scope) {
  const dealIds = new Set(scope.dealIds)
  for (const { dealId } of scope.told) if (dealId !== null) dealIds.add(dealId)
  const stored = new Map<string, StoredDeal>()
  const keep = (rows: DealRow[]) => {
    for (const row of rows) stored.set(row.id, fromRow(row))
  }
  keep(await dealsById(tx, accountId, [...dealIds]))
  // Without files nobody but the provider tells of deals, and it names them all.
  const filesCount = scope.closedAt.length > 0 || (await hasSightings(tx, accountId))
  if (!filesCount) return { stored, sightings: [] }

  const named = await sightingsById(tx, accountId, [...dealIds])
  const times = [
    ...scope.closedAt,
    ...[...scope.told, ...stored.values()].flatMap((deal) => (deal.closing ? deal.executedAt : [])),
    ...named.map(({ deal }) => deal.executedAt),
  ]
  const minutes = minutesOf(times)
  const unnamed = await sightingsByMinute(tx, accountId, minutes)
  let more: StoredSighting[] = []
  if (unnamed.length > 0 || scope.closedAt.length > 0) {
    const around = await closingsByMinute(tx, accountId, minutes)
    keep(around)
    const others = around.flatMap(({ dealId }) =>
      dealId !== null && !dealIds.has(dealId) ? dealId : [],
    )
    more = await sightingsById(tx, accountId, others)
  }
  return { stored, sightings: inOrder([...named, ...unnamed, ...more]) }
}

/** The minutes in which some instants are. */
export function minutesOf(times: Date[]): Date[] {
  const minutes = new Set(times.map((at) => Math.floor(at.getTime() / 60_000)))
  return [...minutes].map((minute) => new Date(minute * 60_000))
}

async function dealsById(tx: Transaction, accountId: string, ids: bigint[]): Promise<DealRow[]> {
  if (ids.length === 0) return []
  return tx.$queryRaw<DealRow[]>(Prisma.sql`
    SELECT * FROM "Deal" WHERE "accountId" = ${accountId}::uuid AND "dealId" = ANY(${ids}::bigint[])`)
}

function closingsByMinute(tx: Transaction, accountId: string, minutes: Date[]): Promise<DealRow[]> {
  return tx.$queryRaw<DealRow[]>(Prisma.sql`
    SELECT * FROM "Deal" WHERE "accountId" = ${accountId}::uuid AND "net" IS NOT NULL
      AND ${withinMinutes(Prisma.sql`"executedAt"`, minutes)}`)
}

/** cTrader's deals carry no label, comment, channel or fingerprint: those came from files. */
function providersPart({ id, tradeId, ...deal }: StoredDeal): Deal {
  const fromFiles = { fingerprint: null, occurrence: 1, label: null, comment: null, channel: null }
  return { ...deal, ...fromFiles, source: 'SYNC' }
}

function isOlder(deal: Deal, before: Deal | undefined): boolean {
  return Boolean(deal.updatedAt && before?.updatedAt && deal.updatedAt < before.updatedAt)
}

function differ(deal: Deal, before: Deal): boolean {
  const a = toColumns(deal)
  const b = toColumns(before)
  return Object.keys(a).some((name) => a[name] !== b[name])
}

/**
 * Which row each deal has. It keeps the one it had, and one that comes back gets its old id again,
 * so that its trade and whatever hangs on that comes back as well.
 */
async function assignRows(
  tx: Transaction,
  settled: SettledDeal<StoredSighting>[],
  stored: ReadonlyMap<string, StoredDeal>,
): Promise<Map<SettledDeal<StoredSighting>, string>> {
  const rows = new Map<SettledDeal<StoredSighting>, string>()
  const taken = new Set<string>()
  const give = (one: SettledDeal<StoredSighting>, id: string | undefined) => {
    if (id === undefined) return
    rows.set(one, id)
    taken.add(id)
  }
  const byDealId = new Map<bigint, string>()
  for (const { id, dealId } of stored.values()) if (dealId !== null) byDealId.set(dealId, id)
  for (const one of settled) if (one.deal.dealId !== null) give(one, byDealId.get(one.deal.dealId))
  const remembered = (one: SettledDeal<StoredSighting>) =>
    one.sightings.flatMap(({ dealRowId }) => dealRowId ?? []).filter((id) => !taken.has(id))
  for (const one of settled)
    if (!rows.has(one))
      give(
        one,
        remembered(one).find((id) => stored.has(id)),
      )
  const homeless = settled.filter((one) => !rows.has(one))
  const elsewhere = await existing(tx, homeless.flatMap(remembered))
  for (const one of homeless)
    give(one, remembered(one).find((id) => !elsewhere.has(id)) ?? randomUUID())
  return rows
}

async function existing(tx: Transaction, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT "id" FROM "Deal" WHERE "id" = ANY(${ids}::uuid[])`)
  return new Set(rows.map(({ id }) => id))
}
