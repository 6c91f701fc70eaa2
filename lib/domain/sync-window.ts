/** A stretch of history to ask for, both ends included. */
export type SyncWindow = { from: Date; to: Date }

const HOUR_MS = 3_600_000

/** The week that cTrader's schema states for history requests (Open API notes §9). */
export const MAX_WINDOW_MS = 7 * 24 * HOUR_MS

/** New deals may appear late or change: every check reads this far back again. */
export const OVERLAP_MS = 6 * HOUR_MS

/** The next older week, or null when history reaches back to `oldest`. */
export function olderWindow(coveredFrom: Date, oldest: Date): SyncWindow | null {
  if (coveredFrom <= oldest) return null
  return { from: later(oldest, new Date(coveredFrom.getTime() - MAX_WINDOW_MS)), to: coveredFrom }
}

/** From what is known up to now, overlapping the known by hours; at most a week at a time. */
export function newerWindow(syncedThrough: Date, oldest: Date, now: Date): SyncWindow {
  const from = later(oldest, new Date(syncedThrough.getTime() - OVERLAP_MS))
  return { from, to: earlier(now, new Date(from.getTime() + MAX_WINDOW_MS)) }
}

/** Cuts a period into windows no longer than allowed, newest first. */
export function windowsOf(period: SyncWindow, maxMs: number = MAX_WINDOW_MS): SyncWindow[] {
  const windows: SyncWindow[] = []
  let to = period.to
  do {
    const from = later(period.from, new Date(to.getTime() - maxMs))
    windows.push({ from, to })
    to = from
  } while (to > period.from)
  return windows
}

/** Two halves for a window that held too much, newest first; null when it cannot be split. */
export function halves({ from, to }: SyncWindow): [SyncWindow, SyncWindow] | null {
  const middle = Math.floor((from.getTime() + to.getTime()) / 2)
  if (middle <= from.getTime() || middle >= to.getTime()) return null
  // A deal exactly in the middle comes twice and is known by its id.
  return [
    { from: new Date(middle), to },
    { from, to: new Date(middle) },
  ]
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b
}
