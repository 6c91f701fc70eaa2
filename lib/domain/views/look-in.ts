import type { LookInState } from '@/lib/domain/support/look-in'
import type { ReconciliationView } from './dashboard'
import type { MoneyView } from './money'
import type { TradeListView } from './trades'

/** A look-in as its trader sees it: who asks, why and how long. */
export type LookInView = {
  id: string
  state: LookInState
  /** Address of who asks. */
  staff: string
  reason: string
  minutes: number
  askedAt: string
  answerBy: string
  endsAt: string | null
}

/** The same for who asked. */
export type StaffLookInView = LookInView & {
  connectionId: string
  trader: string
  timeZone: string
}

/** The first thing that is seen of a journal. */
export type LookInOverview = {
  accounts: ReconciliationView[]
  totals: { currency: string; trades: number; net: MoneyView }[]
  /** What the list of trades can be filtered by. */
  filters: { accounts: { id: string; name: string }[]; symbols: string[] }
}

/** One page of the list, without what the trader wrote. */
export type LookInTradesView = TradeListView & { page: number; pageSize: number }
