'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { NO_FILTER } from '@/components/journal-filter/journal-filter'
import { useTradeFilter } from '@/components/journal-filter/trade-filter'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/class-names'
import { EmptyState } from '@/components/ui/empty-state'
import { GoButton } from '@/components/ui/go-button'
import { RequestFailure } from '@/components/ui/request-failure'
import { ReportsSkeleton } from './reports-skeleton'

/** A report once it is there; until then, and where there is none, what stands in its place. */
export function ReportBody<View extends { currencies: unknown[]; hasTrades: boolean }>(props: {
  report: UseQueryResult<View>
  /** What the page shows, once trades are here. */
  promise: string
  children: (view: View) => ReactNode
}) {
  const { data, error, refetch, isPlaceholderData } = props.report
  if (data)
    return (
      <div className={cn('transition-opacity duration-150', isPlaceholderData && 'opacity-60')}>
        {data.currencies.length === 0 ? (
          <NoTrades hasTrades={data.hasTrades} promise={props.promise} />
        ) : (
          props.children(data)
        )}
      </div>
    )
  if (error)
    return (
      <RequestFailure
        error={error}
        what="The report could not be loaded"
        onRetry={() => void refetch()}
      />
    )
  return <ReportsSkeleton />
}

function NoTrades({ hasTrades, promise }: { hasTrades: boolean; promise: string }) {
  const { isFiltering, setFilter, setOwn } = useTradeFilter()
  if (hasTrades && isFiltering)
    return (
      <EmptyState
        className="mt-6"
        title="No trades match this filter"
        actions={
          <Button
            onClick={() => {
              setFilter(NO_FILTER)
              setOwn({ direction: null, tag: null })
            }}
          >
            Clear filters
          </Button>
        }
      />
    )
  return (
    <EmptyState
      className="mt-6"
      title="No closed trades yet"
      actions={<GoButton to="/connections/new">Connect cTrader</GoButton>}
    >
      {promise}
    </EmptyState>
  )
}
