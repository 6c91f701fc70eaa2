import type { MoneyView } from './money'
import type { TradeNoteView } from './notes'
import type { TradeRowView } from './trades'

/** One execution of a position, as the broker booked it. */
export type ExecutionView = {
  id: string
  at: string
  part: 'entry' | 'exit'
  side: 'BUY' | 'SELL'
  /** What it opened or closed of this trade, in lots; null when the lot size is not known. */
  lots: string | null
  price: string
  /** Of this execution alone. */
  commission: MoneyView | null
  swap: MoneyView | null
  gross: MoneyView | null
  /** The same deal closed the other side of a netted position and opened this one with the rest. */
  turnedPosition: boolean
  label: string | null
  comment: string | null
}

export type TradeView = TradeRowView & {
  conversionFee: MoneyView | null
  /** Seconds; null when the opening is not known. */
  heldSeconds: number | null
  /** Net over the typed-in risk, as a decimal string; null without a risk. */
  riskMultiple: string | null
  /** Oldest first. Files tell exits only. */
  executions: ExecutionView[]
  note: TradeNoteView
  /** In the listing it was opened from. */
  previousId: string | null
  nextId: string | null
}
