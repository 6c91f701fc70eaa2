'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { Fragment, useEffect, useMemo, useRef, useState } from 'react'
import { formatCount } from '@/components/format/decimal'
import { cn } from '@/components/ui/class-names'
import { RequestFailure } from '@/components/ui/request-failure'
import { TableFrame } from '@/components/ui/table'
import { useMediaQuery } from '@/components/ui/use-media-query'
import type { TradeSort } from '@/lib/domain/views/trades'
import { useChosenColumns } from './chosen-columns'
import { useRowKeys } from './row-keys'
import { MOST_ROWS, useRowWindow } from './row-window'
import { inPhoneOrder, TRADE_COLUMNS } from './trade-columns'
import { tradePath } from './trade-path'
import { type RowActions, TradeRow } from './trade-row'
import { useTradeRows } from './trade-rows'
import { useTradeSelection } from './trade-selection'
import type { TradeList } from './trades'
import { TradesHead } from './trades-head'
import { TotalRows, TotalsOnPhone } from './trades-totals'

/** What only those need who select or write is fetched when they do. */
const TagSelection = dynamic(() => import('@/components/tags/tag-selection'), { ssr: false })
const RowNote = dynamic(() => import('./row-note'), { ssr: false })

export function TradesTable(props: {
  list: TradeList
  /** The list asked for is another one, and on its way. */
  stale: boolean
  onSort: (sort: TradeSort) => void
  /** The page is about this table: j and k lead to it, and notes are written in it. */
  isMain?: boolean
}) {
  const { list, isMain = false } = props
  const { listing } = list
  const isPhone = useMediaQuery('(max-width: 767px)')
  const rowHeight = useMediaQuery('(pointer: coarse)') ? 44 : 36
  const router = useRouter()
  const frame = useRef<HTMLElement>(null)
  const [current, setCurrent] = useState<number | null>(null)
  const [noted, setNoted] = useState<string | null>(null)
  const selection = useTradeSelection(listing)
  const chosen = useChosenColumns()
  const shownKey = chosen.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same columns are the same list of them
  const columns = useMemo(() => (isPhone ? inPhoneOrder(chosen) : chosen), [isPhone, shownKey])
  const count = Math.min(list.total, MOST_ROWS)
  const shown = useRowWindow({
    count,
    rowHeight,
    totals: list.totals.length,
    frame,
    byPage: isPhone,
    focused: current,
  })
  const { rowAt, failure } = useTradeRows(list, shown)
  const { toggle } = selection
  const actions = useMemo<RowActions>(() => {
    const pathOf = (tradeId: string) => tradePath(tradeId, listing)
    return {
      pathOf,
      toggle,
      open: (tradeId) => router.push(pathOf(tradeId)),
      note: isMain ? setNoted : null,
    }
  }, [listing, router, toggle, isMain])

  const on = (act: ((tradeId: string) => void) | null) => (index: number) => {
    const trade = rowAt(index)
    if (trade) act?.(trade.id)
  }
  const keys = useRowKeys({
    count,
    firstInSight: shown.first,
    scrollTo: shown.scrollTo,
    frame,
    fromAnywhere: isMain,
    keys: {
      open: on(actions.open),
      toggle: on(actions.toggle),
      note: actions.note && on(actions.note),
      clear: selection.clear,
    },
    current,
    setCurrent,
  })

  const listed = useRef(listing)
  useEffect(() => {
    if (listed.current === listing) return
    listed.current = listing
    frame.current?.scrollTo({ top: 0 })
    setCurrent(null)
  }, [listing])

  const writingAbout = noted === null ? null : findRow(noted, shown.items, rowAt)
  return (
    <>
      <TotalsOnPhone totals={list.totals} />
      <TableFrame
        caption="Closed trades"
        frame={{ ref: frame, ...keys }}
        table={{
          'aria-rowcount': list.total + 1,
          className: 'table-fixed',
          style: { minWidth: columns.reduce((sum, id) => sum + TRADE_COLUMNS[id].width, 0) },
        }}
        className={cn(
          'transition-opacity duration-150',
          '[&_td]:px-2 [&_th]:px-2',
          // From tablets on the list scrolls by itself, so that its head and its totals stay in sight.
          'md:max-h-[max(24rem,calc(100dvh-17.5rem))] md:overflow-y-auto',
          props.stale && 'opacity-60',
        )}
      >
        <colgroup>
          {columns.map((id) => (
            <col key={id} style={{ width: TRADE_COLUMNS[id].width }} />
          ))}
        </colgroup>
        <TradesHead columns={columns} sort={listing.sort} dir={listing.dir} onSort={props.onSort} />
        <tbody>
          {shown.items.map(({ index, gap }) => {
            const trade = rowAt(index)
            return (
              <Fragment key={index}>
                <Gap height={gap} />
                <TradeRow
                  index={index}
                  trade={trade}
                  columns={columns}
                  selected={trade !== undefined && selection.has(trade.id)}
                  reachable={index === (current ?? 0)}
                  actions={actions}
                />
              </Fragment>
            )
          })}
          <Gap height={shown.gapBelow} />
        </tbody>
        <TotalRows totals={list.totals} columns={columns} />
      </TableFrame>
      {failure ? (
        <RequestFailure
          className="mt-3"
          error={failure}
          what="Some of these trades could not be loaded"
        />
      ) : null}
      {list.total > count ? (
        <p className="mt-2 text-table text-ink-soft">
          The first {formatCount(count)} are listed, more than that no browser can lay out. The
          totals are of all; a filter leads to the rest.
        </p>
      ) : null}
      {selection.ids.length > 0 ? (
        <TagSelection
          tradeIds={selection.ids}
          total={list.total}
          listing={listing}
          onAll={selection.replace}
          onClear={selection.clear}
        />
      ) : null}
      {writingAbout ? (
        <RowNote
          trade={writingAbout}
          listing={listing}
          frame={frame}
          onClose={() => setNoted(null)}
        />
      ) : null}
    </>
  )
}

/** The height of rows that are not drawn. */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden>
      <td style={{ height, padding: 0 }} />
    </tr>
  )
}

function findRow(
  tradeId: string,
  items: { index: number }[],
  rowAt: ReturnType<typeof useTradeRows>['rowAt'],
) {
  for (const { index } of items) {
    const trade = rowAt(index)
    if (trade?.id === tradeId) return trade
  }
  return null
}
