import { Dec } from './decimal'

/** One change of an account's balance: a closing deal or a cash operation. */
export type BalanceEntry = {
  at: Date
  /** Grows with every change of the balance; orders entries of one instant. */
  version: bigint | null
  change: Dec
  balanceAfter: Dec
}

/** A place where one balance does not follow from the one before. */
export type BalanceGap = {
  /** The last entry that is right, and the first that is not; null at the ends of the chain. */
  after: BalanceEntry | null
  before: BalanceEntry | null
  /** What is missing between them. */
  amount: Dec
}

/** In the order the broker booked them. */
export function inBookingOrder<Entry extends BalanceEntry>(entries: Entry[]): Entry[] {
  const versioned = entries.every(({ version }) => version !== null)
  return [...entries].sort((a, b) => {
    if (versioned && a.version !== b.version)
      return (a.version as bigint) < (b.version as bigint) ? -1 : 1
    return a.at.getTime() - b.at.getTime()
  })
}

/**
 * Where the chain of balances breaks: every balance must be the one before plus the change, and
 * the last one must be the balance the broker reports now (Open API notes §8.1).
 *
 * A chain whose beginning is known starts at zero; otherwise it starts with whatever the first
 * entry implies.
 */
export function findBalanceGaps(
  entries: BalanceEntry[],
  options: {
    reportedBalance: Dec | null
    /** Of the reported balance: entries booked after it was read do not count against it. */
    reportedVersion: bigint | null
    startsAtZero: boolean
  },
): BalanceGap[] {
  const chain = inBookingOrder(entries)
  const gaps: BalanceGap[] = []
  let previous: BalanceEntry | null = null
  for (const entry of chain) {
    const opening = entry.balanceAfter.minus(entry.change)
    const expected: Dec | null = previous
      ? previous.balanceAfter
      : options.startsAtZero
        ? new Dec(0)
        : null
    if (expected && !opening.equals(expected))
      gaps.push({ after: previous, before: entry, amount: opening.minus(expected) })
    previous = entry
  }
  const { reportedBalance, reportedVersion, startsAtZero } = options
  const last = chain.findLast(
    ({ version }) => version === null || reportedVersion === null || version <= reportedVersion,
  )
  if (reportedBalance && (last || startsAtZero)) {
    const amount = reportedBalance.minus(last?.balanceAfter ?? 0)
    if (!amount.isZero()) gaps.push({ after: last ?? null, before: null, amount })
  }
  return gaps
}

/**
 * The periods in which a cash operation may hide: between two entries whose balances do not join,
 * or whose versions do not (a deposit and a withdrawal of the same amount cancel each other out),
 * before the first entry and after the last. Everywhere else the deals alone explain the balance,
 * and asking the provider would only spend its budget.
 */
export function cashFlowPeriods(
  entries: BalanceEntry[],
  period: {
    from: Date
    to: Date
    /** Whether everything before the first entry is known already. */
    startKnown: boolean
    reportedBalance: Dec
    reportedVersion: bigint | null
  },
): { from: Date; to: Date }[] {
  const chain = inBookingOrder(entries)
  const first = chain[0]
  const last = chain.at(-1)
  if (!first || !last) return [{ from: period.from, to: period.to }]
  const periods = period.startKnown ? [] : [between(period.from, first.at)]
  chain.forEach((entry, index) => {
    const previous = chain[index - 1]
    if (previous && !joins(previous, entry)) periods.push(between(previous.at, entry.at))
  })
  const settled =
    last.version !== null &&
    period.reportedVersion !== null &&
    (last.version > period.reportedVersion ||
      (last.version === period.reportedVersion && last.balanceAfter.equals(period.reportedBalance)))
  if (!settled) periods.push(between(last.at, period.to))
  return mergePeriods(periods)
}

function joins(previous: BalanceEntry, entry: BalanceEntry): boolean {
  return (
    previous.version !== null &&
    entry.version === previous.version + 1n &&
    entry.balanceAfter.minus(entry.change).equals(previous.balanceAfter)
  )
}

function between(a: Date, b: Date): { from: Date; to: Date } {
  return a <= b ? { from: a, to: b } : { from: b, to: a }
}

function mergePeriods(periods: { from: Date; to: Date }[]): { from: Date; to: Date }[] {
  const merged: { from: Date; to: Date }[] = []
  for (const period of [...periods].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = merged.at(-1)
    if (last && period.from <= last.to) {
      if (period.to > last.to) last.to = period.to
    } else merged.push({ ...period })
  }
  return merged
}
