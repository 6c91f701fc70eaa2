'use client'

import { type KeyboardEvent, useRef, useState } from 'react'
import { countOf } from '@/components/format/decimal'
import { dayText, monthText } from '@/components/format/instant'
import { cn } from '@/components/ui/class-names'
import { Tooltip } from '@/components/ui/tooltip'
import { COVERAGE_WORDS } from '@/lib/domain/coverage-words'
import type { CoverageMonthView } from '@/lib/domain/views/coverage'
import { KindMark } from './kind-mark'

const MONTHS_OF_A_YEAR = 12

/**
 * Every month as a mark, a year to a group. One stop of the Tab key; arrows go from month to month
 * and from year to year, Enter chooses.
 */
export function CoverageStrip(props: {
  label: string
  months: CoverageMonthView[]
  /** Without these, months are there to be read. */
  chosen?: string | null
  onChoose?: (month: string | null) => void
}) {
  const { months } = props
  const strip = useRef<HTMLDivElement>(null)
  const [reached, setReached] = useState<string | null>(null)
  // Without a month reached before, the first gap is the one to see; else the present.
  const start = months.find(({ kind }) => kind === 'gap') ?? months.at(-1)
  const stop = reached ?? start?.month

  function onKeyDown(event: KeyboardEvent) {
    const at = months.findIndex(({ month }) => month === stop)
    const to = months[next(event.key, at, months.length)]
    if (!to || at < 0) return
    event.preventDefault()
    strip.current?.querySelector<HTMLElement>(`[data-month="${to.month}"]`)?.focus()
  }

  return (
    <div
      ref={strip}
      role="toolbar"
      aria-label={props.label}
      onKeyDown={onKeyDown}
      className="grid grid-cols-1 gap-x-5 gap-y-3 sm:grid-cols-[repeat(auto-fill,minmax(16.5rem,1fr))]"
    >
      {byYear(months).map(([year, members]) => (
        <div key={year}>
          <p aria-hidden className="mb-1 text-xs text-ink-faint tabular-nums">
            {year}
          </p>
          <div className="grid grid-cols-12 gap-0.5">
            {members.map((month) => (
              <Month
                key={month.month}
                month={month}
                chosen={props.chosen === month.month}
                isStop={month.month === stop}
                onReach={() => setReached(month.month)}
                onChoose={() => props.onChoose?.(props.chosen === month.month ? null : month.month)}
              />
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}

function Month(props: {
  month: CoverageMonthView
  chosen: boolean
  isStop: boolean
  onReach: () => void
  onChoose: () => void
}) {
  const { month } = props
  const words = `${monthText(month.month)}: ${monthInWords(month)}`
  return (
    <Tooltip text={words} side="top">
      <button
        type="button"
        data-month={month.month}
        aria-label={words}
        aria-pressed={props.chosen}
        tabIndex={props.isStop ? 0 : -1}
        onFocus={props.onReach}
        onClick={props.onChoose}
        className={cn(
          'rounded-sm py-1 -outline-offset-1! touch:py-2',
          props.chosen && 'outline-2 outline-ink',
        )}
      >
        <KindMark kind={month.kind} inPart={month.syncedPart !== null} className="h-5" />
      </button>
    </Tooltip>
  )
}

/** "from cTrader, 14 closings", with the part of a month that is told. */
export function monthInWords({ kind, closings, syncedPart }: CoverageMonthView): string {
  const words =
    kind === 'gap' && syncedPart ? 'missing in part' : COVERAGE_WORDS[kind].replace(/^[BFM]/, lower)
  const counted = closings > 0 ? `, ${countOf(closings, 'closing')}` : ''
  const part = syncedPart
    ? `, cTrader from ${dayText(syncedPart.from)} to ${dayText(syncedPart.to)}`
    : ''
  return `${words}${counted}${part}`
}

function lower(letter: string): string {
  return letter.toLowerCase()
}

function next(key: string, at: number, count: number): number {
  switch (key) {
    case 'ArrowRight':
      return at + 1
    case 'ArrowLeft':
      return at - 1
    case 'ArrowDown':
      return at + MONTHS_OF_A_YEAR
    case 'ArrowUp':
      return at - MONTHS_OF_A_YEAR
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return -1
  }
}

function byYear(months: CoverageMonthView[]): [string, CoverageMonthView[]][] {
  const years = new Map<string, CoverageMonthView[]>()
  for (const month of months) {
    const year = month.month.slice(0, 4)
    years.set(year, [...(years.get(year) ?? []), month])
  }
  return [...years]
}
