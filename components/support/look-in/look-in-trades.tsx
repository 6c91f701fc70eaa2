'use client'

import { formatDecimal } from '@/components/format/decimal'
import { Missing } from '@/components/format/missing'
import { Money } from '@/components/format/money'
import { Price } from '@/components/format/price'
import { When } from '@/components/format/when'
import { cn } from '@/components/ui/class-names'
import { Pager } from '@/components/ui/pager'
import { RequestFailure } from '@/components/ui/request-failure'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import { TextLink } from '@/components/ui/text-link'
import type { TradeRowView } from '@/lib/domain/views/trades'
import { type LookInFilter, useLookInTrades } from './look-in'

const SOURCES: Record<TradeRowView['source'], string> = {
  sync: 'cTrader',
  file: 'File',
  both: 'Both',
}

/** The name stays in sight while the rest is swiped by. */
const STICKY = 'sticky left-0 z-10 bg-surface group-hover/row:bg-hover max-md:border-r'

/** The list of trades, to be read and nothing else. */
export function LookInTrades(props: {
  lookInId: string
  filter: LookInFilter
  onGo: (page: number) => void
}) {
  const { lookInId, filter, onGo } = props
  const { data, error, refetch } = useLookInTrades(lookInId, filter)
  if (!data)
    return error ? (
      <RequestFailure
        error={error}
        what="The trades could not be shown"
        onRetry={() => void refetch()}
      />
    ) : (
      <>
        <Loading what="the trades" />
        <Skeleton className="h-64 w-full" />
      </>
    )
  if (data.total === 0) return <p className="text-ink-soft">There is no closed trade.</p>
  return (
    <>
      <TableFrame caption="Closed trades of this journal">
        <thead>
          <tr>
            <Th className={STICKY}>Symbol</Th>
            <Th>Closed</Th>
            <Th>Opened</Th>
            <Th>Account</Th>
            <Th>From</Th>
            <Th className="text-right">Lots</Th>
            <Th className="text-right">Entry</Th>
            <Th className="text-right">Exit</Th>
            <Th className="text-right">Net</Th>
          </tr>
        </thead>
        <tbody>
          {data.rows.map((trade) => (
            <Tr key={trade.id}>
              <Td className={cn(STICKY, 'font-medium')}>
                <TextLink href={`/support/look-ins/${lookInId}/trades/${trade.id}`}>
                  {trade.symbol} {trade.direction === 'LONG' ? 'Long' : 'Short'}
                </TextLink>
              </Td>
              <Td>
                <When at={trade.closedAt} as="table" />
              </Td>
              <Td>
                {trade.openedAt ? (
                  <When at={trade.openedAt} as="table" />
                ) : (
                  <Missing why="The file has no opening time" />
                )}
              </Td>
              <Td className="text-ink-soft">{trade.accountName}</Td>
              <Td className="text-ink-soft">{SOURCES[trade.source]}</Td>
              <Td className="text-right">
                {trade.lots === null ? (
                  <Missing why="The lot size of this symbol is not known" />
                ) : (
                  formatDecimal(trade.lots, { digits: 2, maxDigits: 4 })
                )}
              </Td>
              <Td className="text-right">
                <Price value={trade.entryPrice} digits={trade.priceDigits} />
              </Td>
              <Td className="text-right">
                <Price value={trade.exitPrice} digits={trade.priceDigits} />
              </Td>
              <Td className="text-right">
                <Money value={trade.net} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </TableFrame>
      <Pager page={data.page} pageSize={data.pageSize} total={data.total} of="trades" onGo={onGo} />
    </>
  )
}
