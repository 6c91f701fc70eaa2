'use client'

import { ApiError } from '@/components/api/request'
import { TimeZoneNote } from '@/components/format/time-zone'
import { useTradeListing } from '@/components/trades/trade-listing'
import { tradePath, tradesPath } from '@/components/trades/trade-path'
import type { TradeListing } from '@/components/trades/trades'
import { Card } from '@/components/ui/card'
import { DotList } from '@/components/ui/dot-list'
import { EmptyState } from '@/components/ui/empty-state'
import { GoButton } from '@/components/ui/go-button'
import { PageHeader } from '@/components/ui/page-header'
import { Pill } from '@/components/ui/pill'
import { RequestFailure } from '@/components/ui/request-failure'
import { Section } from '@/components/ui/section'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { TextLink } from '@/components/ui/text-link'
import type { TradeView } from '@/lib/domain/views/trade'
import { ExecutionsTable } from './executions-table'
import { usePrefetchedNeighbours, useTrade } from './trade'
import { TradeAnnotations } from './trade-annotations'
import { TradeFigures } from './trade-figures'
import { TradeSteps } from './trade-steps'

export function TradeScreen({ tradeId }: { tradeId: string }) {
  const { listing } = useTradeListing()
  const { data, error, refetch } = useTrade(tradeId, listing)
  usePrefetchedNeighbours(data, listing)
  const back = { to: tradesPath(listing), label: 'Trades' }
  if (data) return <TradePage trade={data} listing={listing} back={back} />
  const isNowhere = error instanceof ApiError && error.status === 404
  return (
    <>
      <PageHeader
        title="Trade"
        back={back}
        status={error ? null : <Skeleton className="h-4 w-40" />}
      />
      {isNowhere ? (
        <EmptyState
          title="There is no such trade"
          actions={<GoButton to="/trades">Show the trades</GoButton>}
        >
          The address may have a slip in it, or the import that brought it was undone. What you
          wrote about it is kept and comes back with it.
        </EmptyState>
      ) : error ? (
        <RequestFailure
          error={error}
          what="This trade could not be shown"
          onRetry={() => void refetch()}
        />
      ) : (
        <>
          <Loading what="the trade" />
          <Card className="p-5">
            <Skeleton className="h-4 w-16" />
            <Skeleton className="mt-2 h-8 w-44" />
            <Skeleton className="mt-8 h-4 w-full max-w-xl" />
            <Skeleton className="mt-3 h-4 w-full max-w-lg" />
          </Card>
        </>
      )}
    </>
  )
}

function TradePage(props: {
  trade: TradeView
  listing: TradeListing
  back: { to: string; label: string }
}) {
  const { trade, listing } = props
  const pathOf = (id: string | null) => id && tradePath(id, listing)
  return (
    <>
      <PageHeader
        back={props.back}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <span>
              {trade.symbol}{' '}
              <span className="font-normal text-ink-soft">
                {trade.direction === 'LONG' ? 'Long' : 'Short'}
              </span>
            </span>
            {trade.closed ? null : <Pill tone="waiting">Partly open</Pill>}
          </span>
        }
        status={
          <DotList>
            <TextLink href={`/accounts/${trade.accountId}`}>{trade.accountName}</TextLink>
            {SOURCES[trade.source]}
            <TimeZoneNote />
          </DotList>
        }
        action={<TradeSteps previous={pathOf(trade.previousId)} next={pathOf(trade.nextId)} />}
      />
      <TradeFigures trade={trade} />
      <Section title="Your notes">
        <TradeAnnotations trade={trade} />
      </Section>
      <Section title="Entries and exits">
        <ExecutionsTable trade={trade} />
        {trade.source === 'file' ? (
          <p className="mt-2 text-table text-ink-faint">
            A file tells exits only. The entry is part of what each of them says.
          </p>
        ) : null}
      </Section>
    </>
  )
}

const SOURCES = {
  sync: 'From cTrader',
  file: 'From a file',
  both: 'From cTrader and a file',
} as const
