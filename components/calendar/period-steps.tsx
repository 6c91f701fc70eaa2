'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Button } from '@/components/ui/button'

/** Which month or year is shown, and the way to the one before and after. */
export function PeriodSteps(props: {
  title: string
  of: 'month' | 'year'
  /** null where there is nothing further to go to. */
  onBefore: (() => void) | null
  onAfter: (() => void) | null
  onToday: (() => void) | null
}) {
  return (
    <div className="flex items-center gap-1">
      <Button
        size="icon"
        look="quiet"
        aria-label={`Previous ${props.of}`}
        disabled={!props.onBefore}
        onClick={props.onBefore ?? undefined}
      >
        <ChevronLeft aria-hidden />
      </Button>
      <h2 aria-live="polite" className="min-w-30 sm:min-w-36 text-center text-base font-semibold">
        {props.title}
      </h2>
      <Button
        size="icon"
        look="quiet"
        aria-label={`Next ${props.of}`}
        disabled={!props.onAfter}
        onClick={props.onAfter ?? undefined}
      >
        <ChevronRight aria-hidden />
      </Button>
      {props.onToday ? (
        <Button size="small" className="sm:ml-2" onClick={props.onToday}>
          Today
        </Button>
      ) : null}
    </div>
  )
}
