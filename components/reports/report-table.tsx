'use client'

import Link from 'next/link'
import { withQuery } from '@/components/api/request'
import { formatCount, formatDecimal } from '@/components/format/decimal'
import { Missing } from '@/components/format/missing'
import { Money, useMoneyText } from '@/components/format/money'
import { percentText } from '@/components/format/percent'
import type { TradeFilter } from '@/components/journal-filter/trade-filter'
import { Section } from '@/components/ui/section'
import { RowHead, TableFrame, Td, Th, Tr } from '@/components/ui/table'
import type {
  CurrencyReport,
  ReportFigure,
  ReportGrouping,
  ReportRow,
  ReportView,
} from '@/lib/domain/views/report'
import { ColumnHead } from './column-head'
import { ProfitBar } from './profit-bar'
import { reportSummary } from './report-summary'
import { tradesBehind } from './trades-behind'

const FIRST_COLUMN: Record<ReportGrouping, string> = {
  symbol: 'Symbol',
  direction: 'Direction',
  tag: 'Tag',
  hour: 'Hour of opening',
  session: 'Session at opening',
  holding: 'Holding time',
  size: 'Size',
  weekday: 'Weekday of closing',
  month: 'Month',
  account: 'Account',
}

/** What has to be known to read the groups. */
const NOTE: Partial<Record<ReportGrouping, string>> = {
  tag: 'A trade counts in each of its tags, so the tags do not add up to all.',
  session:
    'Tokyo 09:00–15:00, London 08:00–16:30 and New York 08:00–17:00, each by its own clock and summer time, Monday to Friday there.',
  size: 'What a lot is differs by symbol and broker.',
}

/** The groups of one currency: a bar and the figures of each, and all together at the foot. */
export function ReportTable(props: {
  view: ReportView
  report: CurrencyReport
  filter: TradeFilter
}) {
  const { view, report, filter } = props
  const { definitions, grouping, basis } = view
  const moneyText = useMoneyText()
  const largest = Math.max(0, ...report.rows.map(({ profit }) => Math.abs(Number(profit.amount))))
  return (
    <Section title={`${report.currency}, ${basis === 'net' ? 'after costs' : 'before costs'}`}>
      <p className="mb-3 text-table text-ink-soft">
        {reportSummary(report, grouping, moneyText)}
        {report.leftOut > 0
          ? ` ${formatCount(report.leftOut)} trades are left out: their file tells the net only.`
          : ''}
        {NOTE[grouping] ? ` ${NOTE[grouping]}` : ''}
        {grouping === 'hour' ? ` Hours are those of ${view.timeZone.replaceAll('_', ' ')}.` : ''}
      </p>
      <TableFrame
        caption={`Trades in ${report.currency} by ${FIRST_COLUMN[grouping].toLowerCase()}`}
      >
        <thead>
          <tr>
            <Th>{FIRST_COLUMN[grouping]}</Th>
            <ColumnHead {...definitions.profit} />
            <Th>
              <span className="sr-only">Profit or loss as a bar</span>
            </Th>
            <ColumnHead {...definitions.trades} />
            <ColumnHead {...definitions.winRate} />
            <ColumnHead {...definitions.expectancy} />
            <ColumnHead {...definitions.payoff} />
            <ColumnHead {...definitions.profitFactor} />
            <ColumnHead {...definitions.costs} />
          </tr>
        </thead>
        <tbody>
          {report.rows.map((row) => {
            const behind = tradesBehind(row, grouping, filter)
            return (
              <Tr key={row.key}>
                <RowHead className="font-medium">
                  {behind ? (
                    <Link
                      className="rounded-sm hover:underline focus-visible:underline"
                      href={withQuery('/trades', behind)}
                      title={`The trades behind this row`}
                    >
                      {row.name}
                    </Link>
                  ) : (
                    row.name
                  )}
                </RowHead>
                <Figures row={row} largest={largest} />
              </Tr>
            )
          })}
        </tbody>
        <tfoot>
          <tr className="font-medium [&_td]:border-t [&_td]:border-b-0 [&_th]:border-t [&_th]:border-b-0">
            <RowHead className="font-semibold">{report.total.name}</RowHead>
            <Figures row={report.total} largest={0} />
          </tr>
        </tfoot>
      </TableFrame>
    </Section>
  )
}

function Figures({ row, largest }: { row: ReportRow; largest: number }) {
  const { winRate, winRateLow, winRateHigh } = row
  return (
    <>
      <Td className="text-right">
        <Money value={row.profit} bare className="font-medium" />
      </Td>
      <Td>{largest > 0 ? <ProfitBar amount={row.profit.amount} largest={largest} /> : null}</Td>
      <Td className="text-right">
        {formatCount(row.trades)}
        <span className="ml-2 text-xs text-ink-faint">
          {formatCount(row.wins)} won · {formatCount(row.losses)} lost
        </span>
      </Td>
      <Td className="text-right">
        <Told figure={winRate}>{(value) => percentText(value)}</Told>
        {winRateLow.value !== null && winRateHigh.value !== null ? (
          <span
            className="ml-2 text-xs text-ink-faint"
            title="Between these the true win rate lies with 95 % confidence: wide when trades are few"
          >
            {percentText(winRateLow.value)}–{percentText(winRateHigh.value)}
          </span>
        ) : null}
      </Td>
      <Td className="text-right">
        <Told figure={row.expectancy}>
          {(value) => <Money value={{ ...row.profit, amount: value }} bare plain />}
        </Told>
      </Td>
      <Td className="text-right">
        <Told figure={row.payoff}>{(value) => formatDecimal(value, { digits: 2 })}</Told>
      </Td>
      <Td className="text-right">
        <Told figure={row.profitFactor}>{(value) => formatDecimal(value, { digits: 2 })}</Told>
      </Td>
      <Td className="text-right">
        {row.costs ? (
          <Money value={row.costs} bare plain />
        ) : (
          <Missing why="These files give the net only" />
        )}
      </Td>
    </>
  )
}

function Told(props: { figure: ReportFigure; children: (value: string) => React.ReactNode }) {
  const { value, reason } = props.figure
  return value === null ? <Missing why={reason} /> : props.children(value)
}
