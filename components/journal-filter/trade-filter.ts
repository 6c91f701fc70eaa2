'use client'

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { isFiltering, type JournalFilter, useJournalFilter } from './journal-filter'

export const DIRECTIONS = ['LONG', 'SHORT'] as const

export type TradeFilter = JournalFilter & {
  direction: (typeof DIRECTIONS)[number] | null
  /** The id of a tag. */
  tag: string | null
}

/** The filter of the journal and, where trades are listed or reported, direction and tag as well; all of it in the address. */
export function useTradeFilter() {
  const { filter: journal, setFilter } = useJournalFilter()
  const [own, setOwn] = useQueryStates(
    { direction: parseAsStringLiteral(DIRECTIONS), tag: parseAsString },
    { history: 'push' },
  )
  const filter: TradeFilter = { ...journal, ...own }
  return {
    filter,
    setFilter,
    setOwn: (change: Partial<typeof own>) => void setOwn(change),
    isFiltering: isFiltering(journal) || own.direction !== null || own.tag !== null,
    isOwnFiltering: own.direction !== null || own.tag !== null,
  }
}
