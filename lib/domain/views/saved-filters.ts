import type { TradeSort } from './trades'

/** A filter under a name: what to put into the address of the list of trades. */
export type SavedFilterView = {
  id: string
  name: string
  query: {
    account: string | null
    symbol: string | null
    from: string | null
    to: string | null
    direction: 'LONG' | 'SHORT' | null
    /** By id; the tag may be gone by now. */
    tag: string | null
    sort: TradeSort
    dir: 'asc' | 'desc'
  }
}
