import { countOf, signOf } from '@/components/format/decimal'
import type { MoneyView } from '@/lib/domain/views/money'
import type { CurrencyReport, ReportGrouping, ReportRow } from '@/lib/domain/views/report'

const PLURAL: Record<ReportGrouping, string> = {
  symbol: 'symbols',
  direction: 'directions',
  tag: 'tags',
  hour: 'hours',
  session: 'sessions',
  holding: 'holding times',
  size: 'sizes',
  weekday: 'weekdays',
  month: 'months',
  account: 'accounts',
}

/** What the bars show, in a sentence: the group that brought most and the one that cost most. */
export function reportSummary(
  { rows }: CurrencyReport,
  grouping: ReportGrouping,
  moneyText: (value: MoneyView) => string,
): string {
  const inFull = ({ name, profit, trades }: ReportRow) =>
    `${name} with ${moneyText(profit)} in ${countOf(trades, 'trade')}`
  const [first, ...others] = rows
  if (!first) return 'No closed trade tells its gross.'
  if (others.length === 0) return `Only ${inFull(first)}.`
  const ordered = [...rows].sort((a, b) => Number(b.profit.amount) - Number(a.profit.amount))
  const [best, worst] = [ordered[0] as ReportRow, ordered.at(-1) as ReportRow]
  const profitable = rows.filter(({ profit }) => signOf(profit.amount) === 'profit').length
  return `${profitable} of ${rows.length} ${PLURAL[grouping]} in profit. Most: ${inFull(best)}. Least: ${inFull(worst)}.`
}
