import type { Closing, Deal } from './deal'
import { type Figures, meet, rowKey } from './deal-identity'
import { groupBy } from './group-by'

/** One row of a file that counts, with the closing deal it tells. */
export type Sighting = {
  /** The file; what the first one added to the journal says goes before what later ones say. */
  importFileId: string
  line: number
  fingerprint: string
  timeStep: number
  priceDecimals: number
  /** The trader says it is a deal of its own, whatever it looks like. */
  apart: boolean
  /** Its position key is a guess that holds within its file alone. */
  inferredPosition: boolean
  deal: Deal & { closing: Closing }
}

/** One deal of an account with everybody who tells of it. */
export type SettledDeal<S extends Sighting = Sighting> = { deal: Deal; sightings: S[] }

type Group<S extends Sighting> = { told: Deal | null; dealId: bigint | null; sightings: S[] }

/**
 * The deals that follow from what the provider told and what the rows of files tell. The answer
 * depends on who counts and not on who came when: an import that is taken back and brought again,
 * before or after a sync, ends in the same deals.
 *
 * Rows may be settled apart from others as long as all that share a deal id or a minute are there.
 *
 * @param told by the provider, without what files added
 * @param sightings in the order in which their files were first added, then by line
 */
export function settleDeals<S extends Sighting>(
  told: readonly Deal[],
  sightings: readonly S[],
): SettledDeal<S>[] {
  const groups = groupsById(told, sightings)
  const withoutId = sightings.filter(({ deal }) => deal.dealId === null)
  for (const ofFile of groupBy(withoutId, ({ importFileId }) => importFileId).values()) {
    addFile(
      groups,
      ofFile.filter(({ apart }) => !apart),
    )
    for (const own of ofFile.filter(({ apart }) => apart))
      groups.push({ told: null, dealId: null, sightings: [own] })
  }
  const rank = new Map(sightings.map((sighting, index) => [sighting, index]))
  const rankOf = (sighting: S) => rank.get(sighting) ?? 0
  for (const { sightings } of groups) sightings.sort((a, b) => rankOf(a) - rankOf(b))
  return withOccurrences(
    groups.map((group) => ({ deal: compose(group), sightings: group.sightings })),
  )
}

/** Who names a deal by its id means that deal. */
function groupsById<S extends Sighting>(
  told: readonly Deal[],
  sightings: readonly S[],
): Group<S>[] {
  const byId = new Map<bigint, Group<S>>()
  for (const deal of told)
    if (deal.dealId !== null)
      byId.set(deal.dealId, { told: deal, dealId: deal.dealId, sightings: [] })
  for (const sighting of sightings) {
    const { dealId } = sighting.deal
    if (dealId === null) continue
    const group = byId.get(dealId)
    if (group) group.sightings.push(sighting)
    else byId.set(dealId, { told: null, dealId, sightings: [sighting] })
  }
  return [...byId.values()].sort(
    (a, b) => timeOf(a) - timeOf(b) || ((a.dealId ?? 0n) < (b.dealId ?? 0n) ? -1 : 1),
  )
}

function timeOf({ told, sightings }: Group<Sighting>): number {
  return (told ?? sightings[0]?.deal)?.executedAt.getTime() ?? 0
}

/** The rows of one file that have no id: each is a deal that is there, or one more. */
function addFile<S extends Sighting>(groups: Group<S>[], rows: S[]): void {
  const file = rows[0]?.importFileId
  const known = groups
    .filter(({ sightings }) => sightings.every(({ importFileId }) => importFileId !== file))
    .map((group) => ({
      group,
      dealId: group.dealId,
      rows: group.sightings.map(({ fingerprint, timeStep }) => rowKey(fingerprint, timeStep)),
      figures: figuresOfGroup(group),
    }))
  const told = rows.map((row) => ({
    dealId: null,
    fingerprint: row.fingerprint,
    figures: figuresOfSighting(row),
  }))
  meet(told, known).forEach((meeting, index) => {
    const row = rows[index] as S
    if (meeting) meeting.deal.group.sightings.push(row)
    else groups.push({ told: null, dealId: null, sightings: [row] })
  })
}

function figuresOfGroup({ told, sightings }: Group<Sighting>): Figures | null {
  if (told) return figuresOf(told, 1, null)
  const first = sightings[0]
  return first ? figuresOfSighting(first) : null
}

function figuresOfSighting({ deal, timeStep, priceDecimals }: Sighting): Figures {
  return figuresOf(deal, timeStep, priceDecimals) as Figures
}

function figuresOf(deal: Deal, timeStep: number, priceDecimals: number | null): Figures | null {
  const { closing, symbol, side, executedAt, price, quantityUnit } = deal
  if (!closing) return null
  return {
    symbol,
    side,
    at: executedAt,
    timeStep,
    price,
    priceDecimals,
    quantity: closing.quantity,
    quantityUnit,
    net: closing.net,
  }
}

/** The provider's word wins; a file fills what nobody told before it and never blanks a value. */
function compose({ told, dealId, sightings }: Group<Sighting>): Deal {
  const deals = sightings.map(({ deal }) => deal)
  const named = sightings.find(({ deal }) => deal.dealId === null)
  const words = {
    fingerprint: named?.fingerprint ?? null,
    occurrence: 1,
    label: firstOf(deals, ({ label }) => label),
    comment: firstOf(deals, ({ comment }) => comment),
    channel: firstOf(deals, ({ channel }) => channel),
  }
  if (told) return { ...told, ...words, source: deals.length > 0 ? 'BOTH' : 'SYNC' }
  const [first] = sightings
  if (!first) throw new Error('A deal that nobody tells of')
  const position = sightings.find(({ inferredPosition }) => !inferredPosition) ?? first
  return {
    ...first.deal,
    ...words,
    dealId,
    orderId: firstOf(deals, ({ orderId }) => orderId),
    positionId: position.deal.positionId,
    positionKey: position.deal.positionKey,
    closing: composeClosing(first.deal.closing, sightings),
  }
}

/** Parts of a net belong to that net only. */
function composeClosing(first: Closing, sightings: Sighting[]): Closing {
  const closings = sightings.map(({ deal }) => deal.closing)
  const agreeing = closings.filter(({ net }) => net.equals(first.net))
  return {
    ...first,
    gross: firstOf(agreeing, ({ gross }) => gross),
    swap: firstOf(agreeing, ({ swap }) => swap),
    commission: firstOf(agreeing, ({ commission }) => commission),
    balanceAfter: firstOf(agreeing, ({ balanceAfter }) => balanceAfter),
    positionOpenedAt: firstOf(closings, ({ positionOpenedAt }) => positionOpenedAt),
  }
}

function firstOf<Item, Value>(items: Item[], read: (item: Item) => Value | null): Value | null {
  for (const item of items) {
    const value = read(item)
    if (value !== null) return value
  }
  return null
}

/** Two fills in one millisecond are legal: equal rows of one file are told apart by counting. */
function withOccurrences<S extends Sighting>(settled: SettledDeal<S>[]): SettledDeal<S>[] {
  const counted = new Map<string, number>()
  for (const { deal } of settled) {
    if (deal.fingerprint === null) continue
    deal.occurrence = (counted.get(deal.fingerprint) ?? 0) + 1
    counted.set(deal.fingerprint, deal.occurrence)
  }
  return settled
}
