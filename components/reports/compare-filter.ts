'use client'

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { parseAsDay } from '@/components/journal-filter/journal-filter'
import { DIRECTIONS, type TradeFilter } from '@/components/journal-filter/trade-filter'

export type SideName = 'a' | 'b'

const NOTHING: TradeFilter = {
  account: null,
  symbol: null,
  direction: null,
  tag: null,
  from: null,
  to: null,
}
const NAMES = Object.keys(NOTHING) as (keyof TradeFilter)[]

/** The two filters, side by side in the address: `aSymbol`, `bFrom`. */
export function useCompareFilters() {
  const [state, setState] = useQueryStates(
    {
      aAccount: parseAsString,
      aSymbol: parseAsString,
      aDirection: parseAsStringLiteral(DIRECTIONS),
      aTag: parseAsString,
      aFrom: parseAsDay,
      aTo: parseAsDay,
      bAccount: parseAsString,
      bSymbol: parseAsString,
      bDirection: parseAsStringLiteral(DIRECTIONS),
      bTag: parseAsString,
      bFrom: parseAsDay,
      bTo: parseAsDay,
    },
    { history: 'push' },
  )
  const side = (name: SideName) =>
    Object.fromEntries(
      NAMES.map((field) => [field, state[keyOf(name, field) as keyof typeof state]]),
    ) as TradeFilter
  return {
    a: side('a'),
    b: side('b'),
    change: (name: SideName, change: Partial<TradeFilter>) =>
      void setState(toAddress(name, change)),
    choose: (a: Partial<TradeFilter>, b: Partial<TradeFilter>) =>
      void setState({
        ...toAddress('a', { ...NOTHING, ...a }),
        ...toAddress('b', { ...NOTHING, ...b }),
      }),
  }
}

/** A side's filter by the names it has in the address. */
export function toAddress(name: SideName, filter: Partial<TradeFilter>) {
  return Object.fromEntries(
    Object.entries(filter).map(([field, value]) => [keyOf(name, field), value]),
  )
}

export function isSameFilter(a: TradeFilter, b: TradeFilter): boolean {
  return NAMES.every((field) => a[field] === b[field])
}

function keyOf(name: SideName, field: string): string {
  return `${name}${field.charAt(0).toUpperCase()}${field.slice(1)}`
}
