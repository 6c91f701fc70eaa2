import type { HeaderCell } from './read-header'
import type { TimeFormat } from './read-time'
import type { BodyRow, Recognised } from './recognise'
import type { Assumption, Family, NotATrade } from './types'

/** B is the multi-section statement: a `Deals` title, month names, or a currency code. */
export function familyOf(recognised: Recognised, format: TimeFormat, net: HeaderCell): Family {
  const code = /^[A-Z]{3,4}$/.test(net.mark?.written ?? '')
  return recognised.underDealsTitle || format === 'day-month-name' || code ? 'B' : 'A'
}

const IGNORED: readonly (readonly [NotATrade, string, string])[] = [
  ['open-position', 'open position', 'open positions'],
  ['pending-order', 'pending order', 'pending orders'],
  ['cash-movement', 'cash movement', 'cash movements'],
]

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}

/** "cTrader statement, 15 columns, times in UTC+3, amounts in USD, quantity in lots, 3 deals, …" */
export function describeFile(
  family: Family,
  columns: number,
  assumptions: readonly Assumption[],
  body: readonly BodyRow[],
): string {
  const find = (kind: Assumption['kind']) => assumptions.find((one) => one.kind === kind)
  const zone = find('zone')
  const currency = find('currency')
  const parts = [
    family === 'B' ? 'cTrader statement' : 'cTrader History',
    count(columns, 'column', 'columns'),
    zone?.needsAnswer ? 'time zone not in the file' : `times in ${zone?.words}`,
    currency?.value ? `amounts in ${currency.words}` : 'currency not in the file',
    `quantity in ${find('quantity-unit')?.words}`,
    count(body.filter(({ what }) => what === 'deal').length, 'deal', 'deals'),
  ]
  for (const [what, one, many] of IGNORED) {
    const number = body.filter((row) => row.what === what).length
    if (number > 0) parts.push(`${count(number, one, many)} ignored`)
  }
  return parts.join(', ')
}
