'use client'

import { NotebookPen } from 'lucide-react'
import { countOf, signOf } from '@/components/format/decimal'
import { useHiddenMoney } from '@/components/format/hidden-money'
import { Money } from '@/components/format/money'
import { cn } from '@/components/ui/class-names'
import type { CalendarDay, CalendarOfCurrency } from '@/lib/domain/views/calendar'
import { ShortMoney } from './short-money'

const MARK = { profit: 'bg-profit', loss: 'bg-loss', zero: 'bg-ink-faint' } as const

/** One day: its number, what it made, and a mark as long as that beside the month's largest. */
export function MonthDay(props: {
  day: string
  result: CalendarDay | undefined
  results: Pick<CalendarOfCurrency, 'currency' | 'digits'>
  words: string
  /** 0..1 */
  share: number
  isNoted: boolean
  isOutside: boolean
  isToday: boolean
  isOpen: boolean
  isStop: boolean
  onReach: () => void
  onOpen: () => void
}) {
  const { result, results } = props
  const hidden = useHiddenMoney()
  const net = result && { amount: result.net, ...results }
  return (
    <td className="border-b border-rule p-0 align-top not-first:border-l sm:group-last/week:border-b-0">
      <button
        type="button"
        data-day={props.day}
        aria-label={props.words}
        aria-pressed={props.isOpen}
        aria-current={props.isToday ? 'date' : undefined}
        tabIndex={props.isStop ? 0 : -1}
        onFocus={props.onReach}
        onClick={props.onOpen}
        className={cn(
          'relative flex h-14 w-full flex-col items-start overflow-hidden px-1.5 py-1 text-left hover:bg-hover sm:h-20 sm:px-2 sm:py-1.5 lg:h-24',
          'focus-visible:-outline-offset-2',
          props.isOutside && 'bg-sunken',
          props.isOpen && 'bg-accent-soft hover:bg-accent-soft',
        )}
      >
        <span
          className={cn(
            'flex h-5 items-center rounded-full text-xs tabular-nums',
            result ? 'text-ink-soft' : 'text-ink-faint',
            props.isToday && '-ml-0.5 bg-accent px-1.5 font-medium text-accent-ink',
          )}
        >
          {Number(props.day.slice(8))}
        </span>
        {props.isNoted ? (
          <NotebookPen
            aria-hidden
            className="absolute top-1.5 right-1.5 size-3 text-ink-soft sm:top-2 sm:right-2 sm:size-3.5"
          />
        ) : null}
        {result && net ? (
          <>
            <span className="mt-auto max-w-full truncate text-[11px] leading-4 font-medium sm:hidden">
              <ShortMoney amount={result.net} />
            </span>
            <Money
              value={net}
              bare
              className="mt-auto hidden max-w-full truncate text-table font-semibold sm:block lg:text-sm"
            />
            <span className="hidden text-xs text-ink-faint sm:block">
              {countOf(result.trades, 'trade')}
            </span>
            {hidden || props.share === 0 ? null : (
              <span
                aria-hidden
                style={{ width: `${Math.max(6, Math.round(props.share * 100))}%` }}
                className={cn('absolute bottom-0 left-0 h-0.5', MARK[signOf(result.net)])}
              />
            )}
          </>
        ) : null}
      </button>
    </td>
  )
}
