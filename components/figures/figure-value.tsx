'use client'

import { countOf, formatDecimal } from '@/components/format/decimal'
import { durationText } from '@/components/format/duration'
import { Missing } from '@/components/format/missing'
import { Money } from '@/components/format/money'
import { percentText } from '@/components/format/percent'
import type { FigureView } from '@/lib/domain/views/figure'

/** What was paid keeps its sign but not the colour of a loss. */
const COSTS = new Set(['costs', 'commission', 'swap', 'costPerLot'])
const DAY_SECONDS = 86_400
/** From here on hours say nothing. */
const IN_DAYS_FROM = 3 * DAY_SECONDS

/** A figure in its unit, or a dash that says why there is none. */
export function FigureValue(props: {
  figure: FigureView
  currency: string
  digits: number
  /** Leave the currency out where the heading says it. */
  bare?: boolean
}) {
  const { figure, currency, digits } = props
  const { value, unit } = figure
  if (value === null) return <Missing why={figure.reason ?? 'Not known'} />
  switch (unit) {
    case 'money':
      return (
        <Money
          value={{ amount: value, currency, digits }}
          signed={!isSize(figure)}
          bare={props.bare ?? false}
          plain={COSTS.has(figure.id)}
          className="[&>span]:text-[0.6em] [&>span]:tracking-normal"
        />
      )
    case 'percent':
      return percentText(value)
    case 'count':
      return formatDecimal(value)
    case 'duration':
      return Number(value) < IN_DAYS_FROM
        ? durationText(Number(value))
        : countOf(Math.round(Number(value) / DAY_SECONDS), 'day')
    case 'ratio':
    case 'R':
      return formatDecimal(value, { digits: 2 })
  }
}

/** Amounts that are a size and not a result, so they have no sign. */
function isSize({ id }: Pick<FigureView, 'id'>): boolean {
  return /^(averageLoss|largestLoss)$|[dD]rawdown/.test(id)
}
