'use client'

import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs'
import { type FormEvent, useId, useState } from 'react'
import { ChartFigure } from '@/components/figures/chart-figure'
import { FigureTable } from '@/components/figures/figure-table'
import { countOf } from '@/components/format/decimal'
import { useTradeFilter } from '@/components/journal-filter/trade-filter'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Input } from '@/components/ui/input'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import type { CurrencyOutlook, OutlookView } from '@/lib/domain/views/outlook'
import { FanChart, growthText } from './fan-chart'
import { BandTable, RuinTable } from './outlook-tables'
import { useReport } from './report'
import { ReportBody } from './report-body'
import { ReportFilterBar } from './report-filter-bar'

const SPANS = [
  { days: 63, label: 'A quarter, 63 days' },
  { days: 126, label: 'Half a year, 126 days' },
  { days: 252, label: 'A year, 252 days' },
  { days: 504, label: 'Two years, 504 days' },
]
const LOSSES = [10, 20, 30, 40, 50, 60, 70, 80, 90]

/** Futures made of days of the past. */
export function OutlookScreen() {
  const { filter } = useTradeFilter()
  const [{ days, ruin, balance }, setState] = useQueryStates(
    {
      days: parseAsInteger.withDefault(252),
      ruin: parseAsInteger.withDefault(50),
      balance: parseAsString,
    },
    { history: 'push' },
  )
  const report = useReport<OutlookView>('/outlook', { ...filter, days, ruin, balance })
  return (
    <>
      <ReportFilterBar>
        <Choice
          label="How far ahead"
          value={days}
          options={SPANS.map((span) => ({ value: span.days, label: span.label }))}
          onChange={(next) => void setState({ days: next })}
        />
        <Choice
          label="Ruin is a loss of"
          value={ruin}
          options={LOSSES.map((loss) => ({ value: loss, label: `${loss}% of the balance` }))}
          onChange={(next) => void setState({ ruin: next })}
        />
      </ReportFilterBar>
      <ReportBody
        report={report}
        promise="Once trades are here, this page shows where days like yours could lead, and how deep they could fall on the way."
      >
        {(view) =>
          view.currencies.map((each) => (
            <Outlook
              key={each.currency}
              of={each}
              days={view.days}
              balance={balance}
              onBalance={(next) => void setState({ balance: next })}
            />
          ))
        }
      </ReportBody>
    </>
  )
}

function Outlook(props: {
  of: CurrencyOutlook
  days: number
  balance: string | null
  onBalance: (balance: string | null) => void
}) {
  const { of, days } = props
  const { currency, digits, figures, bands } = of
  const last = bands.at(-1)
  return (
    <Section title={`What days like yours could lead to, ${currency}`}>
      {of.balance === 'known' ? null : (
        <BalanceForm
          key={props.balance}
          currency={currency}
          typed={props.balance}
          onBalance={props.onBalance}
        />
      )}
      {last ? (
        <>
          <ChartFigure
            className="rounded-lg border border-rule bg-surface px-5 pt-4 pb-4 shadow-card"
            title={`Growth of the balance over ${days} days`}
            summary={`In the middle ${growthText(last.median)} after ${countOf(last.day, 'day')}; one future in twenty ends below ${growthText(last.low)}, one above ${growthText(last.high)}.`}
            chart={(named) => <FanChart bands={bands} {...named} />}
            table={<BandTable currency={currency} bands={bands} />}
          />
          <p className="mt-3 max-w-3xl text-table text-ink-soft">
            2,000 futures, each made of {days} days drawn at random from{' '}
            {countOf(figures.simulatedMedian.used, 'day')} of the past, Mondays to Fridays without
            trades among them. It assumes that the coming days are like those, that they do not
            depend on each other, and that size grows and shrinks with the balance. The draw is the
            same every time, so the same trades give the same picture.
          </p>
          <h3 className="mt-6 mb-3 text-sm font-semibold">Risk of a loss on the way</h3>
          <RuinTable of={of} days={days} />
        </>
      ) : (
        <EmptyState title={`${figures.simulatedMedian.reason ?? 'Nothing to simulate'}.`}>
          {of.balance === 'not-known'
            ? 'A future in percent needs a balance to begin with: no balance is of one symbol, direction or tag, and files carry none.'
            : 'Once there are more days with trades, their futures are shown here.'}
        </EmptyState>
      )}
      <h3 className="mt-6 mb-3 text-sm font-semibold">In figures</h3>
      <FigureTable
        caption={`The simulation in ${currency}`}
        figures={Object.values(figures)}
        currency={currency}
        digits={digits}
      />
    </Section>
  )
}

/** Where no account tells its balance, the trader can. */
function BalanceForm(props: {
  currency: string
  typed: string | null
  onBalance: (balance: string | null) => void
}) {
  const id = useId()
  const [text, setText] = useState(props.typed ?? '')
  const isAmount = /^\d{1,12}(\.\d{1,8})?$/.test(text) && Number(text) > 0
  function send(event: FormEvent) {
    event.preventDefault()
    props.onBalance(isAmount ? text : null)
  }
  return (
    <form onSubmit={send} className="mb-4 flex flex-wrap items-end gap-2">
      <div className="flex w-56 flex-col gap-1">
        <label htmlFor={id} className="text-xs text-ink-faint">
          Balance before the first trade, {props.currency}
        </label>
        <Input
          id={id}
          inputMode="decimal"
          placeholder="10000"
          value={text}
          onChange={({ target }) => setText(target.value.replace(',', '.'))}
        />
      </div>
      <Button type="submit" className="h-9" disabled={!isAmount || text === props.typed}>
        Simulate with it
      </Button>
    </form>
  )
}

function Choice(props: {
  label: string
  value: number
  options: { value: number; label: string }[]
  onChange: (value: number) => void
}) {
  const id = useId()
  return (
    <div className="flex w-52 flex-col gap-1">
      <label htmlFor={id} className="text-xs text-ink-faint">
        {props.label}
      </label>
      <Select
        id={id}
        value={props.value}
        onChange={({ target }) => props.onChange(Number(target.value))}
      >
        {props.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    </div>
  )
}
