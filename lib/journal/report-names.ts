import { comparePart, partName } from '@/lib/domain/statistics/slices'
import { totalOf } from '@/lib/domain/statistics/tally'
import { NO_TAG, type ReportGrouping } from '@/lib/domain/views/report'
import type { ReportGroup } from './report-groups'

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** @param names of accounts and tags by id */
export function groupName(
  by: ReportGrouping,
  key: string,
  names: ReadonlyMap<string, string>,
): string {
  switch (by) {
    case 'symbol':
      return key
    case 'direction':
      return key === 'LONG' ? 'Long' : 'Short'
    case 'weekday':
      return WEEKDAYS[Number(key) - 1] ?? key
    case 'month':
      return MONTH.format(new Date(`${key}-01T00:00:00Z`))
    case 'hour':
    case 'session':
    case 'holding':
    case 'size':
      return partName(by, Number(key))
    case 'tag':
      return key === NO_TAG ? 'Without a tag' : (names.get(key) ?? key)
    case 'account':
      return names.get(key) ?? key
  }
}

/** What has an order of its own keeps it; the rest goes by what it brought. */
export function compareGroups(by: ReportGrouping): (a: ReportGroup, b: ReportGroup) => number {
  switch (by) {
    case 'symbol':
    case 'account':
      return byProfit
    case 'tag':
      return (a, b) => Number(a.key === NO_TAG) - Number(b.key === NO_TAG) || byProfit(a, b)
    case 'hour':
    case 'session':
    case 'holding':
    case 'size':
      return (a, b) => comparePart(by, Number(a.key), Number(b.key))
    default:
      return (a, b) => (a.key < b.key ? -1 : 1)
  }
}

function byProfit(a: ReportGroup, b: ReportGroup): number {
  return totalOf(b.tally).comparedTo(totalOf(a.tally))
}
