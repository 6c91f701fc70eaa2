/** Adds a record where its time belongs, which is nearly always the end; after others on a tie. */
export function insertInOrder<Row>(rows: Row[], row: Row, timeOf: (row: Row) => number): void {
  const at = timeOf(row)
  let index = rows.length
  for (let before = rows[index - 1]; before && timeOf(before) > at; before = rows[index - 1]) {
    index -= 1
  }
  if (index === rows.length) rows.push(row)
  else rows.splice(index, 0, row)
}

/** The rows of a list in order of time that lie in the window, both ends included. */
export function within<Row>(
  rows: readonly Row[],
  timeOf: (row: Row) => number,
  from: number,
  to: number,
): Row[] {
  const first = countWhile(rows, (row) => timeOf(row) < from)
  const end = countWhile(rows, (row) => timeOf(row) <= to)
  return rows.slice(first, end)
}

/** How many rows from the beginning on are so; all that are so must come before all others. */
function countWhile<Row>(rows: readonly Row[], isSo: (row: Row) => boolean): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const row = rows[middle]
    if (row !== undefined && isSo(row)) low = middle + 1
    else high = middle
  }
  return low
}
