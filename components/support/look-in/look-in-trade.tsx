'use client'

import { TimeZoneNote } from '@/components/format/time-zone'
import { ExecutionsTable } from '@/components/trade/executions-table'
import { TradeFigures } from '@/components/trade/trade-figures'
import { DotList } from '@/components/ui/dot-list'
import { NothingHere } from '@/components/ui/nothing-here'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { useLookInTrade } from './look-in'
import { LookInFrame } from './look-in-frame'

/** One trade of somebody else's journal: its executions and how its net comes about. */
export function LookInTrade(props: { lookInId: string; tradeId: string }) {
  return (
    <LookInFrame lookInId={props.lookInId}>
      {({ id }) => <Trade lookInId={id} tradeId={props.tradeId} />}
    </LookInFrame>
  )
}

function Trade({ lookInId, tradeId }: { lookInId: string; tradeId: string }) {
  const { data: trade, error } = useLookInTrade(lookInId, tradeId)
  if (!trade)
    return error ? (
      <NothingHere />
    ) : (
      <>
        <Loading what="the trade" />
        <Skeleton className="h-48 w-full" />
      </>
    )
  return (
    <>
      <PageHeader
        back={{ to: `/support/look-ins/${lookInId}`, label: 'Journal' }}
        title={`${trade.symbol} ${trade.direction === 'LONG' ? 'Long' : 'Short'}`}
        status={
          <DotList>
            {trade.accountName}
            <TimeZoneNote />
          </DotList>
        }
      />
      <TradeFigures trade={trade} />
      <Section title="Entries and exits">
        <ExecutionsTable trade={trade} />
      </Section>
    </>
  )
}
