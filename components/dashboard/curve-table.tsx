'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import { formatCount } from '@/components/format/decimal'
import { dayText } from '@/components/format/instant'
import { Missing } from '@/components/format/missing'
import { Money } from '@/components/format/money'
import { groupBy } from '@/lib/domain/group-by'
import type { CurrencyFigures, CurveDay } from '@/lib/domain/views/dashboard'

const ROW_PX = 36

/** The curve's twin in figures, newest day first. */
export function CurveTable({ figures }: { figures: CurrencyFigures }) {
  const { currency, digits } = figures
  const days = useMemo(() => rowsOf(figures), [figures])
  const withMoves = figures.moves.length > 0
  const scroller = useRef<HTMLElement>(null)
  const rows = useVirtualizer({
    count: days.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
  })
  const items = rows.getVirtualItems()
  const above = items[0]?.start ?? 0
  const below = rows.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <section
      ref={scroller}
      aria-label={`Cumulative net P&L in ${currency} by day`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
      tabIndex={0}
      className="h-full overflow-auto rounded-md border border-rule"
    >
      <table
        className="w-full border-separate border-spacing-0 text-left text-table"
        aria-rowcount={days.length + 1}
      >
        <caption className="sr-only">Net P&L by day and added up, newest day first</caption>
        <thead>
          <tr className="[&>th]:sticky [&>th]:top-0 [&>th]:h-9 [&>th]:border-b [&>th]:border-rule [&>th]:bg-surface [&>th]:px-2 sm:[&>th]:px-4 [&>th]:text-xs [&>th]:font-medium [&>th]:text-ink-soft">
            <th scope="col">Day</th>
            <th scope="col" className="text-right">
              Trades
            </th>
            <th scope="col" className="text-right">
              Net
            </th>
            <th scope="col" className="text-right">
              Cumulative
            </th>
            {withMoves ? (
              <th scope="col" className="text-right">
                Paid in or out
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          <Gap height={above} />
          {items.map(({ index, key }) => {
            const day = days[index]
            if (!day) return null
            return (
              <tr
                key={key}
                aria-rowindex={index + 2}
                className="h-9 [&>*]:border-b [&>*]:border-rule [&>*]:px-2 sm:[&>*]:px-4 [&>td]:text-right [&>td]:tabular-nums"
              >
                <th scope="row" className="font-normal whitespace-nowrap">
                  {dayText(day.day)}
                </th>
                <td>{formatCount(day.made?.trades ?? 0)}</td>
                <td>
                  {day.made ? (
                    <Money value={{ amount: day.made.net, currency, digits }} bare />
                  ) : (
                    <Missing why="No trade was closed that day" />
                  )}
                </td>
                <td>
                  <Money value={{ amount: day.cumulative, currency, digits }} bare />
                </td>
                {withMoves ? (
                  <td>
                    {day.moves.map((amount) => (
                      <Money
                        key={amount}
                        value={{ amount, currency, digits }}
                        bare
                        plain
                        className="ml-2"
                      />
                    ))}
                  </td>
                ) : null}
              </tr>
            )
          })}
          <Gap height={below} />
        </tbody>
      </table>
    </section>
  )
}

type Row = { day: string; made: CurveDay | null; cumulative: string; moves: string[] }

/** Days with trades and days on which money was moved, newest first. */
function rowsOf({ curve, moves }: CurrencyFigures): Row[] {
  const made = new Map(curve.map((day) => [day.day, day]))
  const moved = groupBy(moves, ({ day }) => day)
  let cumulative = '0'
  return [...new Set([...made.keys(), ...moved.keys()])]
    .sort()
    .map((day) => {
      cumulative = made.get(day)?.cumulative ?? cumulative
      return {
        day,
        made: made.get(day) ?? null,
        cumulative,
        moves: (moved.get(day) ?? []).map(({ amount }) => amount),
      }
    })
    .reverse()
}

function Gap({ height }: { height: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden>
      <td colSpan={5} style={{ height }} />
    </tr>
  )
}
