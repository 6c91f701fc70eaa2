import type { FileCheck, OpenedFile, RowResult } from './types'

/** So many rows are together at least, unless there are no more. */
const ROWS_TOGETHER = 5_000
/** So many rows of a file that is not in order of time are held at once. */
const ROWS_SORTED = 50_000
const MINUTE_MS = 60_000

export type RowsByTime = {
  checks: FileCheck[]
  /** First and last closing of the file. */
  from: Date | null
  to: Date | null
  /**
   * All rows, some at a time: deals that closed in one minute come together, in the order of the file.
   * Rows that are no deals come with whatever is read when they are met.
   */
  batches(): Generator<RowResult[]>
}

/**
 * The rows of a file as they are to be compared with a journal: whatever may be the same deal closed
 * in the same minute. The file is gone through once to see in which order it is, and then again for
 * its rows; what is kept of a row meanwhile is its minute. A file in order of time, either way, is
 * read once more; another as often as it takes to hold no more than some of its rows.
 */
export function rowsByTime(file: OpenedFile): RowsByTime {
  const minutes = new Minutes()
  const held: RowResult[] = []
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  const reader = file.rows()
  let next = reader.next()
  for (; !next.done; next = reader.next()) {
    const row = next.value
    if (held.length <= ROWS_TOGETHER) held.push(row)
    if (row.status !== 'ok') continue
    const at = row.deal.closedAt.getTime()
    minutes.add(Math.floor(at / MINUTE_MS))
    if (at < first) first = at
    if (at > last) last = at
  }
  const span = minutes.count > 0 ? { from: new Date(first), to: new Date(last) } : null
  return {
    checks: next.value,
    from: span?.from ?? null,
    to: span?.to ?? null,
    batches() {
      if (held.length <= ROWS_TOGETHER) return [held][Symbol.iterator]() as Generator<RowResult[]>
      return minutes.inOrder() ? inOrder(file) : sorted(file, minutes.ranges(ROWS_SORTED))
    },
  }
}

const minuteOf = (row: RowResult) =>
  row.status === 'ok' ? Math.floor(row.deal.closedAt.getTime() / MINUTE_MS) : null

/** For a file in order of time: cut where a minute ends. */
function* inOrder(file: OpenedFile): Generator<RowResult[]> {
  yield* cutByMinute(file.rowsAgain(), ROWS_TOGETHER)
}

function* cutByMinute(rows: Iterable<RowResult>, atLeast: number): Generator<RowResult[]> {
  let some: RowResult[] = []
  let current: number | null = null
  for (const row of rows) {
    const minute = minuteOf(row)
    if (minute !== null) {
      if (minute !== current && some.length >= atLeast) {
        yield some
        some = []
      }
      current = minute
    }
    some.push(row)
  }
  if (some.length > 0) yield some
}

/** For any other: one range of minutes after the other, each found by reading all of the file. */
function* sorted(file: OpenedFile, ranges: readonly Range[]): Generator<RowResult[]> {
  for (const [index, { from, to }] of ranges.entries()) {
    const others: RowResult[] = []
    const deals: { minute: number; row: RowResult }[] = []
    for (const row of file.rowsAgain()) {
      const minute = minuteOf(row)
      if (minute !== null) {
        if (minute >= from && minute <= to) deals.push({ minute, row })
      } else if (index === 0) {
        others.push(row)
        if (others.length >= ROWS_TOGETHER) yield others.splice(0)
      }
    }
    if (others.length > 0) yield others
    deals.sort((one, other) => one.minute - other.minute)
    yield* cutByMinute(
      deals.map(({ row }) => row),
      ROWS_TOGETHER,
    )
  }
}

type Range = { from: number; to: number }

/** The minute of every deal of a file, in four bytes each. */
class Minutes {
  count = 0
  private all = new Int32Array(1024)
  private rising = true
  private falling = true

  add(minute: number): void {
    const before = this.all[this.count - 1]
    if (before !== undefined) {
      if (minute < before) this.rising = false
      if (minute > before) this.falling = false
    }
    if (this.count === this.all.length) {
      const larger = new Int32Array(this.all.length * 2)
      larger.set(this.all)
      this.all = larger
    }
    this.all[this.count++] = minute
  }

  inOrder(): boolean {
    return this.rising || this.falling
  }

  /** Ranges of minutes with about so many deals each. */
  ranges(most: number): Range[] {
    const sorted = this.all.slice(0, this.count).sort()
    const ranges: Range[] = []
    let start = 0
    while (start < sorted.length) {
      let end = Math.min(start + most, sorted.length)
      while (end < sorted.length && sorted[end] === sorted[end - 1]) end++
      ranges.push({ from: sorted[start] ?? 0, to: sorted[end - 1] ?? 0 })
      start = end
    }
    return ranges
  }
}
