'use client'

import { countOf, formatDecimal } from '@/components/format/decimal'
import { Missing } from '@/components/format/missing'
import { Money } from '@/components/format/money'
import { percentText } from '@/components/format/percent'
import type { FigureView } from '@/lib/domain/views/figure'

const DAY_SECONDS = 86_400

/** A figure in its unit, or a dash that says why there is none. */
export function FigureValue(props: {
  figure: FigureView
  currency: string
  digits: number
  /** false for amounts that are a size and not a result. */
  signed?: boolean
}) {
  const { figure, currency, digits } = props
  const { value, unit } = figure
  if (value === null) return <Missing why={figure.reason ?? 'Not known'} />
  switch (unit) {
    case 'money':
      return (
        <Money
          value={{ amount: value, currency, digits }}
          signed={props.signed ?? true}
          className="[&>span]:text-[0.6em] [&>span]:tracking-normal"
        />
      )
    case 'percent':
      return percentText(value)
    case 'count':
      return formatDecimal(value)
    case 'duration':
      return countOf(Math.round(Number(value) / DAY_SECONDS), 'day')
    case 'ratio':
    case 'R':
      return formatDecimal(value, { digits: 2 })
  }
}
