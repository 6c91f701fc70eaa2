import type { JournalFilter } from '@/components/journal-filter/journal-filter'
import { DIRECTIONS, type TradeFilter } from '@/components/journal-filter/trade-filter'
import { NO_TAG, type ReportGrouping, type ReportRow } from '@/lib/domain/views/report'

/** The filter of the trades that make a row, or null where the list cannot be filtered like that. */
export function tradesBehind(
  { key }: ReportRow,
  grouping: ReportGrouping,
  filter: TradeFilter,
): TradeFilter | null {
  switch (grouping) {
    case 'symbol':
      return { ...filter, symbol: key }
    case 'direction':
      return { ...filter, direction: DIRECTIONS.find((each) => each === key) ?? null }
    case 'account':
      return { ...filter, account: key }
    case 'month':
      return { ...filter, ...withinMonth(key, filter) }
    case 'tag':
      return key === NO_TAG || filter.tag ? null : { ...filter, tag: key }
    default:
      return null
  }
}

/** The days of a month that the filter leaves. */
function withinMonth(month: string, { from, to }: JournalFilter) {
  const first = `${month}-01`
  const end = new Date(`${first}T00:00:00Z`)
  end.setUTCMonth(end.getUTCMonth() + 1, 0)
  const last = end.toISOString().slice(0, 10)
  return { from: from && from > first ? from : first, to: to && to < last ? to : last }
}
