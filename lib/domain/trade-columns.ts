/** Columns of the list of trades, in their order. */
export const TRADE_COLUMN_IDS = [
  'symbol',
  'closedAt',
  'openedAt',
  'account',
  'lots',
  'entryPrice',
  'exitPrice',
  'pips',
  'tags',
  'note',
  'gross',
  'commission',
  'swap',
  'net',
] as const

export type TradeColumnId = (typeof TRADE_COLUMN_IDS)[number]

/** What a list cannot do without. */
export const FIXED_COLUMNS: readonly TradeColumnId[] = ['symbol', 'net']

/** What a trader who has chosen nothing sees: as much as a desk has room for. */
export const USUAL_COLUMNS: readonly TradeColumnId[] = [
  'symbol',
  'closedAt',
  'account',
  'lots',
  'entryPrice',
  'exitPrice',
  'pips',
  'tags',
  'note',
  'net',
]

/** The columns a trader sees, in their order, from what was chosen; nothing chosen are the usual ones. */
export function columnsShown(chosen: readonly string[]): TradeColumnId[] {
  const wanted = new Set(chosen.length > 0 ? [...chosen, ...FIXED_COLUMNS] : USUAL_COLUMNS)
  return TRADE_COLUMN_IDS.filter((id) => wanted.has(id))
}
