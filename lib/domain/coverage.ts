/**
 * What is known of every month of an account, and from where. Instants are on the wall clock of
 * the trader's zone (`zoned-time`), so that a month here is a month of the trader's calendar.
 */

export const COVERAGE_KINDS = [
  /** Complete from cTrader, with trades. */
  'synced',
  /** Complete from cTrader, and nothing was closed. */
  'quiet',
  'file',
  'both',
  /** Being fetched now. */
  'coming',
  /** Nobody told us all of it. */
  'gap',
  /** The account was not there yet. */
  'before',
] as const

export type CoverageKind = (typeof COVERAGE_KINDS)[number]

export type Span = { from: Date; to: Date }

export type CoverageFacts = {
  now: Date
  /** When the account was opened, where that is told. */
  beginsAt: Date | null
  /** cTrader has told everything within. */
  synced: Span | null
  /** A sync that is under way goes back this far. */
  comingFrom: Date | null
  /** First to last closing of every file that was added. */
  files: Span[]
  /** Closing deals per month, YYYY-MM, by who told of them. */
  closings: { month: string; sync: number; file: number; both: number }[]
}

export type CoveredMonth = {
  month: string
  kind: CoverageKind
  closings: number
  /** The part that cTrader told, where that is not the whole month. */
  syncedPart: Span | null
}

/** Every month from January of the year the account begins in, to now. */
export function coverage(facts: CoverageFacts): CoveredMonth[] {
  const begin = beginningOf(facts)
  if (!begin) return []
  const closings = new Map(facts.closings.map((each) => [each.month, each]))
  const newest = [monthOf(facts.now), ...closings.keys()].sort().at(-1) ?? ''
  const months: CoveredMonth[] = []
  for (
    let from = new Date(Date.UTC(begin.getUTCFullYear(), 0));
    monthOf(from) <= newest;
    from = nextMonth(from)
  ) {
    const { sync, file, both } = closings.get(monthOf(from)) ?? { sync: 0, file: 0, both: 0 }
    const told = { closings: sync + file + both, byFile: file + both > 0 }
    months.push({
      month: monthOf(from),
      closings: told.closings,
      ...judge({ from, to: nextMonth(from) }, begin, told, facts),
    })
  }
  return months
}

type Judged = Pick<CoveredMonth, 'kind' | 'syncedPart'>

function judge(
  month: Span,
  begin: Date,
  told: { closings: number; byFile: boolean },
  facts: CoverageFacts,
): Judged {
  const { now, synced } = facts
  if (month.to <= begin) return { kind: 'before', syncedPart: null }
  const from = later(month.from, begin)
  const to = later(from, earlier(month.to, now))
  const part = synced && overlap(synced, { from, to })
  if (part && part.from <= from && (part.to >= to || now < month.to)) {
    const kind = told.byFile ? 'both' : told.closings > 0 ? 'synced' : 'quiet'
    return { kind, syncedPart: part.to < to ? part : null }
  }
  const byFile = told.byFile || facts.files.some((file) => file.from < to && file.to >= from)
  if (part) return { kind: byFile ? 'both' : unknown(month, facts), syncedPart: part }
  return { kind: byFile ? 'file' : unknown(month, facts), syncedPart: null }
}

function unknown(month: Span, { comingFrom, synced, now }: CoverageFacts): CoverageKind {
  const reached = synced?.from ?? now
  return comingFrom && month.to > comingFrom && month.from < reached ? 'coming' : 'gap'
}

function beginningOf({ beginsAt, synced, files, closings }: CoverageFacts): Date | null {
  const known = [
    // Where the beginning is not told, what we have is all there is to go by.
    beginsAt ?? synced?.from,
    ...files.map(({ from }) => from),
    // A closing tells its month only, so it does not move a beginning within that month.
    ...closings
      .filter(({ month }) => !beginsAt || month < monthOf(beginsAt))
      .map(({ month }) => new Date(`${month}-01T00:00:00Z`)),
  ].filter((at) => at instanceof Date)
  return known.reduce<Date | null>((oldest, at) => (oldest && oldest < at ? oldest : at), null)
}

function overlap(a: Span, b: Span): Span | null {
  const from = later(a.from, b.from)
  const to = earlier(a.to, b.to)
  return from < to ? { from, to } : null
}

function monthOf(at: Date): string {
  return at.toISOString().slice(0, 7)
}

function nextMonth(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1))
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b
}
