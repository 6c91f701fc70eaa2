import { withQuery } from '@/components/api/request'
import type { TradeListing } from './trades'

/** A trade's page, which keeps the list it was opened from: that says what comes before and after. */
export function tradePath(tradeId: string, listing: TradeListing): string {
  return withQuery(`/trades/${tradeId}`, inAddress(listing))
}

export function tradesPath(listing: TradeListing): string {
  return withQuery('/trades', inAddress(listing))
}

/** Without what goes without saying. */
function inAddress({ sort, dir, ...filter }: TradeListing) {
  return {
    ...filter,
    sort: sort === 'closedAt' ? null : sort,
    dir: dir === 'desc' ? null : dir,
  }
}
