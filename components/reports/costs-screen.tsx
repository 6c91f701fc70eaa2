'use client'

import { FigureTable } from '@/components/figures/figure-table'
import { FigureValue } from '@/components/figures/figure-value'
import { countOf, formatCount } from '@/components/format/decimal'
import { useMoneyText } from '@/components/format/money'
import { percentText } from '@/components/format/percent'
import { useTradeFilter } from '@/components/journal-filter/trade-filter'
import { Section } from '@/components/ui/section'
import { RowHead, TableFrame, Td, Th, Tr } from '@/components/ui/table'
import {
  COST_COLUMNS,
  type CostsReportView,
  type CurrencyCosts,
} from '@/lib/domain/views/costs-report'
import { ColumnHead } from './column-head'
import { useReport } from './report'
import { ReportBody } from './report-body'
import { ReportFilterBar } from './report-filter-bar'

/** What trading cost, and where. */
export function CostsScreen() {
  const { filter } = useTradeFilter()
  const report = useReport<CostsReportView>('/costs', filter)
  return (
    <>
      <ReportFilterBar />
      <ReportBody
        report={report}
        promise="Once trades are here, this page shows what commission, swap and fees took, symbol by symbol."
      >
        {({ currencies }) => currencies.map((each) => <Costs key={each.currency} of={each} />)}
      </ReportBody>
    </>
  )
}

function Costs({ of }: { of: CurrencyCosts }) {
  const { currency, digits, whole, symbols } = of
  const moneyText = useMoneyText()
  const shown = { currency, digits }
  return (
    <>
      <Section title={`Costs in ${currency}`}>
        <p className="mb-3 text-table text-ink-soft">{summary(of, moneyText)}</p>
        <FigureTable
          caption={`Costs in ${currency}, figure by figure`}
          figures={COST_COLUMNS.map((id) => whole[id])}
          {...shown}
        />
      </Section>
      <Section title={`By symbol, ${currency}`}>
        <TableFrame caption={`Costs in ${currency} by symbol, the most expensive first`}>
          <thead>
            <tr>
              <Th>Symbol</Th>
              <Th className="text-right">Trades</Th>
              {COST_COLUMNS.map((id) => (
                <ColumnHead key={id} name={whole[id].name} words={whole[id].words} />
              ))}
            </tr>
          </thead>
          <tbody>
            {symbols.map(({ symbol, trades, figures }) => (
              <Tr key={symbol}>
                <RowHead className="font-medium">{symbol}</RowHead>
                <Td className="text-right">{formatCount(trades)}</Td>
                {COST_COLUMNS.map((id) => (
                  <Td key={id} className="text-right">
                    <FigureValue figure={figures[id]} {...shown} bare />
                  </Td>
                ))}
              </Tr>
            ))}
          </tbody>
        </TableFrame>
      </Section>
    </>
  )
}

function summary(
  { whole, symbols, trades, currency, digits }: CurrencyCosts,
  moneyText: ReturnType<typeof useMoneyText>,
): string {
  const amount = (value: string) => moneyText({ amount: value, currency, digits })
  const { costs, gross, costShare } = whole
  if (costs.value === null || gross.value === null)
    return `None of ${countOf(trades, 'trade')} tells its gross result, so costs are not known.`
  const share = costShare.value === null ? '' : `, ${percentText(costShare.value)} of it`
  const first = symbols[0]
  const most =
    symbols.length > 1 && first?.figures.costs.value
      ? ` Most of any symbol: ${first.symbol} with ${amount(first.figures.costs.value)}.`
      : ''
  return `Price moves brought ${amount(gross.value)}; costs came to ${amount(costs.value)}${share}.${most}`
}
