/** A column the importer can read into a deal. */
export const DEAL_FIELDS = [
  'dealId',
  'orderId',
  'positionId',
  'symbol',
  'direction',
  'closingDirection',
  'openedAt',
  'closedAt',
  'entryPrice',
  'exitPrice',
  'quantity',
  'volume',
  'swap',
  'commission',
  'otherCosts',
  'gross',
  'net',
  'currency',
  'balance',
  'pips',
  'label',
  'comment',
  'channel',
] as const

export type DealField = (typeof DEAL_FIELDS)[number]

/** A column that only tells what kind of table this is, or that is known and left unused. */
export type TellingField =
  | 'created'
  | 'entryTime'
  | 'submittedAt'
  | 'takeProfit'
  | 'stopLoss'
  | 'entry'
  | 'orderType'
  | 'event'
  | 'type'
  | 'deposit'
  | 'withdrawal'
  | 'equity'
  | 'realised'
  | 'amount'
  | 'time'
  | 'position'
  | 'price'
  | 'profit'
  | 'ticket'
  | 'deal'
  | 'order'
  | 'state'
  | 'item'
  | 'size'
  | 'open'
  | 'high'
  | 'low'
  | 'close'
  | 'winRate'
  | 'moneyVolume'
  | 'unused'

export type Field = DealField | TellingField

const NAMES: ReadonlySet<string> = new Set(DEAL_FIELDS)

export function isDealField(field: string): field is DealField {
  return NAMES.has(field)
}

/** What a column is called where people read about it. */
export const FIELD_NAMES: Readonly<Record<DealField, string>> = {
  dealId: 'deal ID',
  orderId: 'order ID',
  positionId: 'position ID',
  symbol: 'symbol',
  direction: 'opening direction',
  closingDirection: 'closing direction',
  openedAt: 'opening time',
  closedAt: 'closing time',
  entryPrice: 'entry price',
  exitPrice: 'closing price',
  quantity: 'closing quantity',
  volume: 'volume',
  swap: 'swap',
  commission: 'commission',
  otherCosts: 'other costs',
  gross: 'gross',
  net: 'net',
  currency: 'currency',
  balance: 'balance',
  pips: 'pips',
  label: 'label',
  comment: 'comment',
  channel: 'channel',
}
