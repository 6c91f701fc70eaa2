'use client'

import {
  AreaSeries,
  ColorType,
  CrosshairMode,
  createChart,
  createSeriesMarkers,
  type IChartApi,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  LineStyle,
  TickMarkType,
  type Time,
} from 'lightweight-charts'
import { useTheme } from 'next-themes'
import { Fragment, useEffect, useRef, useState } from 'react'
import { countOf, formatDecimal, signOf } from '@/components/format/decimal'
import { HIDDEN_AMOUNT, useHiddenMoney } from '@/components/format/hidden-money'
import { dayText } from '@/components/format/instant'
import { Money } from '@/components/format/money'
import { addDays } from '@/lib/domain/calendar-day'
import type { CurrencyFigures, CurveDay, MoneyMove } from '@/lib/domain/views/dashboard'
import { movesByCurveDay } from './marked-moves'

type Hovered = { day: CurveDay | null; moves: MoneyMove[]; x: number; width: number }

export function CurveChart(props: {
  figures: CurrencyFigures
  labelId: string
  summaryId: string
}) {
  const { figures } = props
  const [hovered, setHovered] = useState<Hovered | null>(null)
  const container = useRef<HTMLDivElement>(null)
  const chart = useChart(container, figures, setHovered)
  useChartColours(chart, figures)
  return (
    <div className="relative h-full">
      <div
        ref={container}
        role="img"
        aria-labelledby={props.labelId}
        aria-describedby={props.summaryId}
        className="h-full"
      />
      {hovered ? <HoveredDay {...hovered} figures={figures} /> : null}
    </div>
  )
}

type Drawn = {
  chart: IChartApi
  series: ISeriesApi<'Area'>
  marks: ISeriesMarkersPluginApi<Time>
}

function useChart(
  container: React.RefObject<HTMLDivElement | null>,
  { curve, moves, digits }: CurrencyFigures,
  onHover: (hovered: Hovered | null) => void,
): Drawn | null {
  const hidden = useHiddenMoney()
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  const days = useRef(new Map<string, CurveDay>())
  const marked = useRef(new Map<string, MoneyMove[]>())

  useEffect(() => {
    const element = container.current
    if (!element) return
    const chart = createChart(element, CHART_OPTIONS)
    const series = chart.addSeries(AreaSeries, {
      lineWidth: 2,
      priceLineVisible: false,
      lastValueVisible: false,
      crosshairMarkerRadius: 4,
    })
    chart.subscribeCrosshairMove(({ time, point }) => {
      const day = days.current.get(String(time)) ?? null
      const moves = marked.current.get(String(time)) ?? []
      const isKnown = day !== null || moves.length > 0
      onHover(isKnown && point ? { day, moves, x: point.x, width: element.clientWidth } : null)
    })
    setDrawn({ chart, series, marks: createSeriesMarkers<Time>(series, []) })
    return () => {
      setDrawn(null)
      chart.remove()
    }
  }, [container, onHover])

  useEffect(() => {
    if (!drawn) return
    days.current = new Map(curve.map((day) => [day.day, day]))
    marked.current = movesByCurveDay({ curve, moves }, startOf(curve) ?? '')
    const axisDigits = spansLittle(curve) ? digits : 0
    // Pixels, not money: the exact figures stay decimal strings in `days`.
    drawn.series.setData(points(curve))
    drawn.series.applyOptions({
      priceFormat: {
        type: 'custom',
        minMove: 10 ** -digits,
        formatter: (value: number) =>
          hidden
            ? HIDDEN_AMOUNT
            : formatDecimal(String(value), { maxDigits: axisDigits, signed: true }),
      },
    })
    drawn.chart.timeScale().fitContent()
  }, [drawn, curve, moves, digits, hidden])

  return drawn
}

/** From nothing on the day before the first trade, so that a single day is a line too. */
function points(curve: CurveDay[]): { time: Time; value: number }[] {
  const start = startOf(curve)
  if (!start) return []
  return [
    { time: start, value: 0 },
    ...curve.map(({ day, cumulative }) => ({ time: day, value: Number(cumulative) })),
  ]
}

function startOf(curve: CurveDay[]): string | null {
  return curve[0] ? addDays(curve[0].day, -1) : null
}

/** Whole units would repeat themselves along the axis. */
function spansLittle(curve: CurveDay[]): boolean {
  return curve.every(({ cumulative }) => Math.abs(Number(cumulative)) < 10)
}

/** Years and months by name; days as the trader writes them. */
function tickText(time: Time, type: TickMarkType): string {
  const day = String(time)
  if (type === TickMarkType.Year) return day.slice(0, 4)
  const [date = '', month = ''] = dayText(day).split(' ')
  return type === TickMarkType.Month ? month : `${date} ${month}`
}

const CHART_OPTIONS = {
  autoSize: true,
  layout: {
    attributionLogo: false,
    fontFamily: '"Inter Variable", system-ui, sans-serif',
    fontSize: 11,
  },
  grid: { vertLines: { visible: false } },
  rightPriceScale: {
    borderVisible: false,
    scaleMargins: { top: 0.1, bottom: 0.06 },
    entireTextOnly: true,
  },
  timeScale: {
    borderVisible: false,
    fixLeftEdge: true,
    fixRightEdge: true,
    tickMarkFormatter: tickText,
  },
  // The page scrolls with the wheel and the finger; the chart shows the whole period anyway.
  handleScroll: false,
  handleScale: false,
  crosshair: {
    mode: CrosshairMode.Magnet,
    horzLine: { visible: false, labelVisible: false },
    vertLine: { style: LineStyle.Solid, width: 1 as const, labelVisible: false },
  },
}

/** A canvas does not follow the stylesheet by itself. */
function useChartColours(drawn: Drawn | null, { curve, moves }: CurrencyFigures) {
  const { resolvedTheme } = useTheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens change with the theme
  useEffect(() => {
    if (!drawn) return
    const style = getComputedStyle(document.documentElement)
    const token = (name: string) => style.getPropertyValue(name).trim()
    drawn.chart.applyOptions({
      layout: {
        background: { type: ColorType.Solid, color: token('--surface') },
        textColor: token('--ink-faint'),
      },
      grid: { horzLines: { color: token('--grid') } },
      crosshair: { vertLine: { color: token('--rule-strong') } },
    })
    drawn.series.applyOptions({
      lineColor: token('--series'),
      topColor: token('--series-fill'),
      bottomColor: `${token('--series')}00`,
      crosshairMarkerBackgroundColor: token('--series'),
      crosshairMarkerBorderColor: token('--surface'),
    })
    drawn.marks.setMarkers(
      [...movesByCurveDay({ curve, moves }, startOf(curve) ?? '')].map(([time, ofDay]) => ({
        time,
        position: 'inBar' as const,
        shape: isTakenOut(ofDay) ? ('arrowDown' as const) : ('arrowUp' as const),
        color: token('--ink-soft'),
        size: 0.8,
      })),
    )
  }, [drawn, resolvedTheme, curve, moves])
}

/** More was taken out than paid in; the shape of the mark is all that depends on it. */
function isTakenOut(moves: MoneyMove[]): boolean {
  return moves.reduce((total, { amount }) => total + Number(amount), 0) < 0
}

const CARD_PX = 208

function HoveredDay({ day, moves, x, width, figures }: Hovered & { figures: CurrencyFigures }) {
  const { currency, digits } = figures
  const left = x + CARD_PX + 24 > width ? x - CARD_PX - 12 : x + 12
  return (
    <dl
      aria-hidden
      style={{ left: Math.max(0, left), width: CARD_PX }}
      className="pointer-events-none absolute top-1 z-10 grid grid-cols-[1fr_auto] gap-x-3 gap-y-0.5 rounded-md border border-rule bg-surface p-2.5 text-xs shadow-raised"
    >
      {day ? (
        <>
          <dt className="font-medium">{dayText(day.day)}</dt>
          <dd className="text-right text-ink-faint">{countOf(day.trades, 'trade')}</dd>
          <dt className="text-ink-soft">Cumulative</dt>
          <dd className="text-right font-medium">
            <Money value={{ amount: day.cumulative, currency, digits }} bare />
          </dd>
          <dt className="text-ink-soft">That day</dt>
          <dd className="text-right">
            <Money value={{ amount: day.net, currency, digits }} bare />
          </dd>
        </>
      ) : null}
      {moves.map((move) => (
        <Fragment key={`${move.day} ${move.amount}`}>
          <dt className="text-ink-soft">
            {signOf(move.amount) === 'loss' ? 'Withdrawal' : 'Deposit'} {dayText(move.day)}
          </dt>
          <dd className="text-right">
            <Money value={{ amount: move.amount, currency, digits }} bare plain />
          </dd>
        </Fragment>
      ))}
    </dl>
  )
}
