import type { ColumnChoice } from './choose-columns'
import type { HeaderCell } from './read-header'
import type { TimeFormat } from './read-time'
import type { DealsTable } from './recognise'
import type { What } from './survey'
import type { Assumption, ContainerKind, Family } from './types'

/**
 * By an opening or closing direction that is called so, a file is cTrader's. B is the multi-section
 * statement: a `Deals` title, month names, or a currency code.
 */
export function familyOf(
  { kind, underDealsTitle }: DealsTable,
  container: ContainerKind,
  format: TimeFormat,
  { money, directionIsProven }: ColumnChoice,
): Family {
  if (kind === 'cbot-history') return 'cbot'
  if (kind === 'metatrader-5') return 'mt5'
  if (kind === 'mapped' || !directionIsProven) return 'mapped'
  if (container === 'xlsx') return 'C'
  if (container === 'html') return 'D'
  const code = /^[A-Z]{3,4}$/.test(money.mark?.written ?? '')
  return underDealsTitle || format === 'day-month-name' || code ? 'B' : 'A'
}

const FAMILY_WORDS: Readonly<Record<Family, string>> = {
  A: 'cTrader History',
  B: 'cTrader statement',
  C: 'cTrader History workbook',
  D: 'cTrader HTML statement',
  cbot: 'Simulated trades of a cBot or backtest',
  mt5: 'MetaTrader 5 history report',
  mapped: 'Table of trades',
}

/** The language most of the known headers are in. */
export function languageOf(headers: readonly HeaderCell[]): string {
  const counts = new Map<string, number>()
  for (const { language } of headers) {
    if (language) counts.set(language, (counts.get(language) ?? 0) + 1)
  }
  const [most] = [...counts].sort(([, one], [, two]) => two - one)
  return most?.[0] ?? 'English'
}

const IGNORED: readonly (readonly [What, string, string])[] = [
  ['open-position', 'open position', 'open positions'],
  ['pending-order', 'pending order', 'pending orders'],
  ['cash-movement', 'cash movement', 'cash movements'],
  ['detail', 'order or deal behind them', 'orders and deals behind them'],
]

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}

/** "cTrader statement, 15 columns, times in UTC+3, amounts in USD, quantity in lots, 3 deals, …" */
export function describeFile(
  family: Family,
  columns: number,
  assumptions: readonly Assumption[],
  counts: ReadonlyMap<What, number>,
): string {
  const find = (kind: Assumption['kind']) => assumptions.find((one) => one.kind === kind)
  const currency = find('currency')
  const parts = [
    FAMILY_WORDS[family],
    count(columns, 'column', 'columns'),
    zoneInWords(find('zone')),
    currency?.value ? `amounts in ${currency.words}` : 'currency not in the file',
    `quantity in ${find('quantity-unit')?.words}`,
    count(counts.get('deal') ?? 0, 'deal', 'deals'),
  ]
  for (const [what, one, many] of IGNORED) {
    const number = counts.get(what) ?? 0
    if (number > 0) parts.push(`${count(number, one, many)} ignored`)
  }
  return parts.join(', ')
}

function zoneInWords(zone: Assumption | undefined): string {
  if (!zone || zone.needsAnswer) return 'time zone not in the file'
  return zone.words.startsWith('UTC') ? `times in ${zone.words}` : 'times with their zone'
}
