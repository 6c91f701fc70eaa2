'use client'

import { type QueryClient, useQueries, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { requestJson, withQuery } from '@/components/api/request'
import type { TradePageView, TradeRowView } from '@/lib/domain/views/trades'
import { ROWS_AT_ONCE, type TradeList, tradesKey } from './trades'

/** Fetched before they come into sight. */
const AHEAD = 40
/** Parts of the list that are shown at once while they are asked for anew. */
const MOST_KEPT = 40

type Rows = TradePageView['rows']

/**
 * The rows of a long list around what is in sight, fetched as they are needed. They follow one another
 * by cursor, so that a trade that arrives meanwhile neither repeats nor hides one; where the list is
 * jumped into, by position. When the list has changed, all of it is placed anew.
 */
export function useTradeRows(list: TradeList, sight: { first: number; last: number }) {
  const client = useQueryClient()
  const { listing, total } = list
  const key = [...tradesKey(listing), 'rows', versionOf(list)] as const
  const kept = useRef(new Map<number, Rows>())
  const keptOf = useRef(listing)
  if (keptOf.current !== listing) {
    keptOf.current = listing
    kept.current = new Map()
  }
  const parts = partsAround(sight, total)
  const answers = useQueries({
    queries: parts.map((part) => ({
      queryKey: [...key, part],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const where = placeOf(client, { key, part, list })
        const page = await requestJson<TradePageView>(
          withQuery('/api/trades/rows', { ...listing, ...where, size: ROWS_AT_ONCE }),
          { signal },
        )
        keep(kept.current, part, page.rows)
        return page
      },
      structuralSharing: false,
      refetchInterval: 15_000,
      gcTime: 30_000,
    })),
  })
  const rowsOf = new Map(parts.map((part, place) => [part, answers[place]?.data?.rows]))
  const rowAt = (index: number): TradeRowView | undefined => {
    const part = Math.floor(index / ROWS_AT_ONCE)
    const rows = part === 0 ? list.rows : (rowsOf.get(part) ?? kept.current.get(part))
    return rows?.[index % ROWS_AT_ONCE]
  }
  return { rowAt, failure: answers.find(({ error }) => error)?.error ?? null }
}

/** Changes with the list: trades came, went or were corrected. */
function versionOf({ total, totals }: TradeList): string {
  return [total, ...totals.map(({ net, trades }) => `${trades} ${net.amount}`)].join(' ')
}

/** Which parts of the list are needed; the first one came with the list itself. */
function partsAround({ first, last }: { first: number; last: number }, total: number): number[] {
  const from = Math.max(1, Math.floor((first - AHEAD) / ROWS_AT_ONCE))
  const to = Math.floor(Math.min(last + AHEAD, total - 1) / ROWS_AT_ONCE)
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, place) => from + place)
}

/** How a part is asked for: beyond the part next to it where that is here, otherwise by position. */
function placeOf(
  client: QueryClient,
  asked: { key: readonly unknown[]; part: number; list: TradeList },
): { after: string } | { before: string } | { at: number } {
  const { key, part, list } = asked
  const here = (other: number) => client.getQueryData<TradePageView>([...key, other])
  const after = part === 1 ? list.after : here(part - 1)?.after
  if (after) return { after }
  const before = here(part + 1)?.before
  if (before) return { before }
  return { at: part * ROWS_AT_ONCE }
}

function keep(kept: Map<number, Rows>, part: number, rows: Rows): void {
  kept.delete(part)
  kept.set(part, rows)
  const [oldest] = kept.keys()
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
}
