'use client'

import { X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { withQuery } from '@/components/api/request'
import { countOf } from '@/components/format/decimal'
import { longDayText } from '@/components/format/instant'
import { Money } from '@/components/format/money'
import type { JournalFilter } from '@/components/journal-filter/journal-filter'
import { DayNote } from '@/components/notes/day-note'
import { useTrades } from '@/components/trades/trades'
import { TradesTable } from '@/components/trades/trades-table'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { RequestFailure } from '@/components/ui/request-failure'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { TextLink } from '@/components/ui/text-link'
import type { TradeListView, TradeSort } from '@/lib/domain/views/trades'

/** The trades of one day. It takes the focus when it opens; Escape closes it. */
export function DayPanel(props: {
  day: string
  filter: Pick<JournalFilter, 'account' | 'symbol'>
  onClose: () => void
}) {
  const { day } = props
  const panel = useRef<HTMLElement>(null)
  const [order, setOrder] = useState<Order>({ sort: 'closedAt', dir: 'asc' })
  const asked = { ...props.filter, from: day, to: day }
  const listing = { ...asked, ...order, direction: null, tag: null }
  const { data, error, refetch, isPlaceholderData } = useTrades(listing)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another day is another opening
  useEffect(() => panel.current?.focus(), [day])
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-label={longDayText(day)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isOfSomethingInside(event)) props.onClose()
      }}
      className="mt-6 scroll-mt-6 outline-none"
    >
      <div className="mb-3 flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <h2 className="text-base font-semibold">{longDayText(day)}</h2>
          {data && !isPlaceholderData ? <DayTotals totals={data.totals} /> : null}
        </div>
        <Button look="quiet" size="small" onClick={props.onClose}>
          <X aria-hidden />
          Close the day
        </Button>
      </div>
      {!data && error ? (
        <RequestFailure
          error={error}
          what="The trades of this day could not be loaded"
          onRetry={() => void refetch()}
        />
      ) : !data ? (
        <>
          <Loading what="the trades of this day" />
          <Skeleton className="h-28 w-full" />
        </>
      ) : data.total > 0 ? (
        <>
          <TradesTable
            list={data}
            onSort={(sort) => setOrder(afterPress(order, sort))}
            stale={isPlaceholderData}
          />
          <p className="mt-2 text-table text-ink-soft">
            <TextLink href={withQuery('/trades', asked)}>
              {data.total === 1 ? 'Show it among the trades' : 'Show them among the trades'}
            </TextLink>
          </p>
        </>
      ) : (
        <EmptyState title="No trade was closed on this day" className="py-8" />
      )}
      <DayNote key={day} day={day} />
    </section>
  )
}

/** Escape in a field leaves the field, and in what lies over the panel closes just that. */
function isOfSomethingInside({ defaultPrevented, target, currentTarget }: KeyboardEvent): boolean {
  if (defaultPrevented || !(target instanceof Element)) return true
  return !currentTarget.contains(target) || target.matches('input, textarea, select')
}

type Order = { sort: TradeSort; dir: 'asc' | 'desc' }

function afterPress(order: Order, sort: TradeSort): Order {
  const turned = order.dir === 'asc' ? 'desc' : 'asc'
  return { sort, dir: sort === order.sort ? turned : sort === 'symbol' ? 'asc' : 'desc' }
}

function DayTotals({ totals }: { totals: TradeListView['totals'] }) {
  return totals.map(({ currency, trades, net }) => (
    <span key={currency} className="text-table text-ink-soft">
      <Money value={net} className="font-medium" /> from {countOf(trades, 'trade')}
    </span>
  ))
}
