'use client'

import { createParser, parseAsString, useQueryStates } from 'nuqs'

/** A calendar day as the browser's date field writes it. Anything else counts as not given. */
export const parseAsDay = createParser({
  parse: (value) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null),
  serialize: (value: string) => value,
})

export type JournalFilter = {
  account: string | null
  symbol: string | null
  from: string | null
  to: string | null
}

export const NO_FILTER: JournalFilter = { account: null, symbol: null, from: null, to: null }

/**
 * The period and account filter, kept in the address so that it can be shared, bookmarked and
 * taken from one page to the next.
 */
export function useJournalFilter() {
  const [filter, setState] = useQueryStates({
    account: parseAsString,
    symbol: parseAsString,
    from: parseAsDay,
    to: parseAsDay,
  })
  const setFilter = (change: Partial<JournalFilter>) => void setState(change, { history: 'push' })
  return { filter, setFilter }
}

export function isFiltering(filter: JournalFilter): boolean {
  return Object.values(filter).some((value) => value !== null)
}
