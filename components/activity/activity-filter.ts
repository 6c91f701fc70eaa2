'use client'

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'

const SOURCES = ['sync', 'file'] as const
const OUTCOMES = ['running', 'completed', 'failed', 'cancelled'] as const

/** What the list is narrowed to, kept in the address. */
export function useActivityFilter() {
  const [filter, setFilter] = useQueryStates(
    {
      source: parseAsStringLiteral(SOURCES),
      account: parseAsString,
      connection: parseAsString,
      outcome: parseAsStringLiteral(OUTCOMES),
    },
    { history: 'push' },
  )
  const isFiltering = Object.values(filter).some((value) => value !== null)
  return { filter, isFiltering, setFilter, clear: () => void setFilter(null) }
}

export const SOURCE_OPTIONS = [
  { value: 'sync', label: 'cTrader' },
  { value: 'file', label: 'Files' },
]

export const OUTCOME_OPTIONS = [
  { value: 'running', label: 'Running' },
  { value: 'completed', label: 'Done' },
  { value: 'failed', label: 'Failed' },
  { value: 'cancelled', label: 'Stopped by you' },
]
