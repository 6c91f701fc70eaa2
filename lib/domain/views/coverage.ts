import type { CoverageKind } from '@/lib/domain/coverage'

/** What a trader can do about a month that is not covered. */
export type CoverageCure = 'fetch' | 'upload' | 'connection'

export type CoverageMonthView = {
  /** YYYY-MM */
  month: string
  kind: CoverageKind
  /** Closing deals in it. */
  closings: number
  /** First and last day that cTrader told, where that is not the whole month. */
  syncedPart: { from: string; to: string } | null
  /** Best first. */
  cures: CoverageCure[]
}

export type CoverageView = {
  accountId: string
  accountName: string
  source: 'ctrader' | 'file'
  connectionId: string | null
  /** From January of the first year on; empty when nothing is known yet. */
  months: CoverageMonthView[]
  history: {
    /** First day that is here from cTrader. */
    from: string | null
    /** First day the trader wants; null is everything. */
    wantedFrom: string | null
    /** The day the account was opened, where cTrader tells it. */
    opened: string | null
    /** cTrader offers nothing before this day. */
    limit: string | null
    underWay: boolean
    /** Older history can be asked for now. */
    canFetch: boolean
  }
}
