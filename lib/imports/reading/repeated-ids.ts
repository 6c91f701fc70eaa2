import { fingerprint } from './fingerprint'
import { problem } from './map-row'
import type { ImportedDeal, RowResult } from './types'

type OkRow = Extract<RowResult, { status: 'ok' }>

export type RepeatedIds = {
  rows: RowResult[]
  /** Set when a column called just `ID` turned out to name positions. */
  namesPositions: { id: bigint; lines: [number, number] } | null
}

/**
 * A deal id names one deal. The same id with the same figures is the same deal written twice; with
 * other figures one of the two is wrong. A column called only `ID` may also hold position ids: then
 * ids repeat with different figures, and that is what shows it.
 */
export function settleRepeatedIds(
  rows: readonly RowResult[],
  headerIsBareId: boolean,
  cellsOf: (line: number) => readonly string[],
): RepeatedIds {
  const firstOf = new Map<bigint, { row: OkRow; figures: string }>()
  const settled: RowResult[] = []
  for (const row of rows) {
    const id = row.status === 'ok' ? row.deal.externalDealId : null
    if (row.status !== 'ok' || id === null) {
      settled.push(row)
      continue
    }
    const figures = fingerprint(row.deal)
    const first = firstOf.get(id)
    if (!first) {
      firstOf.set(id, { row, figures })
      settled.push(row)
    } else if (first.figures === figures) {
      settled.push({ line: row.line, status: 'not-a-trade', what: 'repeated-deal' })
    } else if (headerIsBareId) {
      return {
        rows: rows.map(asPositionId),
        namesPositions: { id, lines: [first.row.line, row.line] },
      }
    } else {
      const problems = [problem(row.line, null, String(id), 'deal-id-repeated')]
      settled.push({ line: row.line, status: 'error', problems, cells: cellsOf(row.line) })
    }
  }
  return { rows: settled, namesPositions: null }
}

function asPositionId(row: RowResult): RowResult {
  if (row.status !== 'ok') return row
  const deal: ImportedDeal = {
    ...row.deal,
    externalDealId: null,
    externalPositionId: row.deal.externalPositionId ?? row.deal.externalDealId,
  }
  return { ...row, deal }
}
