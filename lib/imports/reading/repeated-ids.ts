import { fingerprint } from './fingerprint'
import type { ImportedDeal, RowResult } from './types'

/** What repeats of a deal id turned out to be. */
export type RepeatedIds = {
  /** Set when a column called just `ID` turned out to name positions. */
  namesPositions: { id: bigint; lines: [number, number] } | null
  /** The rows after the first of a repeated id. */
  verdicts: ReadonlyMap<number, 'repeated-deal' | 'deal-id-repeated'>
}

export const NO_REPEATS: RepeatedIds = { namesPositions: null, verdicts: new Map() }

/**
 * A deal id names one deal. The same id with the same figures is the same deal written twice; with
 * other figures one of the two is wrong. A column called only `ID` may also hold position ids: then
 * ids repeat with different figures, and that is what shows it.
 */
export function judgeRepeatedIds(
  rows: Iterable<RowResult>,
  repeated: ReadonlySet<bigint>,
  headerIsBareId: boolean,
): RepeatedIds {
  const firstOf = new Map<bigint, { line: number; figures: string }>()
  const verdicts = new Map<number, 'repeated-deal' | 'deal-id-repeated'>()
  for (const row of rows) {
    const id = row.status === 'ok' ? row.deal.externalDealId : null
    if (row.status !== 'ok' || id === null || !repeated.has(id)) continue
    const figures = fingerprint(row.deal)
    const first = firstOf.get(id)
    if (!first) firstOf.set(id, { line: row.line, figures })
    else if (first.figures === figures) verdicts.set(row.line, 'repeated-deal')
    else if (headerIsBareId) {
      return { namesPositions: { id, lines: [first.line, row.line] }, verdicts: new Map() }
    } else verdicts.set(row.line, 'deal-id-repeated')
  }
  return { namesPositions: null, verdicts }
}

export function withPositionId(deal: ImportedDeal): ImportedDeal {
  return {
    ...deal,
    externalDealId: null,
    externalPositionId: deal.externalPositionId ?? deal.externalDealId,
  }
}
