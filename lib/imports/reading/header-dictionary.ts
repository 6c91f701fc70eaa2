/*
 * Every header word we know, as data. Words are written the way `read-header` compares them: lower
 * case, no accents, without the bracketed qualifier and without the currency.
 */

/** A column the importer can read into a deal. */
export type DealField =
  | 'dealId'
  | 'orderId'
  | 'positionId'
  | 'symbol'
  | 'direction'
  | 'closingDirection'
  | 'openedAt'
  | 'closedAt'
  | 'entryPrice'
  | 'exitPrice'
  | 'quantity'
  | 'volume'
  | 'swap'
  | 'commission'
  | 'gross'
  | 'net'
  | 'balance'
  | 'pips'
  | 'label'
  | 'comment'
  | 'channel'

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
  | 'open'
  | 'high'
  | 'low'
  | 'close'
  | 'moneyVolume'
  | 'unused'

export type Field = DealField | TellingField

type Entry = {
  field: Field
  en: readonly string[]
  es?: readonly string[]
  fr?: readonly string[]
  /** Met only in other people's parsers: accepted, but no proof of a cTrader file. */
  weak?: readonly string[]
}

export const HEADER_DICTIONARY: readonly Entry[] = [
  { field: 'dealId', en: ['deal id', 'id'] },
  { field: 'orderId', en: ['order id'] },
  { field: 'positionId', en: ['position id', 'resulting position', 'requesting position'] },
  { field: 'symbol', en: ['symbol'], es: ['simbolo'], fr: ['symbole'] },
  {
    field: 'direction',
    en: ['opening direction'],
    es: ['direccion de apertura'],
    fr: ["sens d'ouverture"],
    weak: ['direction', 'side', 'tradetype', 'trade type'],
  },
  { field: 'closingDirection', en: ['closing direction'] },
  {
    field: 'openedAt',
    en: ['opening time'],
    es: ['hora de apertura'],
    weak: ['open time'],
  },
  {
    field: 'closedAt',
    en: ['closing time'],
    es: ['hora de cierre'],
    fr: ['heure de cloture'],
    weak: ['close time'],
  },
  {
    field: 'entryPrice',
    en: ['entry price'],
    es: ['precio de entrada'],
    fr: ["cours d'entree"],
    weak: ['open price', 'opening price'],
  },
  {
    field: 'exitPrice',
    en: ['closing price'],
    es: ['precio de cierre'],
    // Half translated, as the client writes it.
    fr: ['price de cloture', 'cours de cloture'],
    weak: ['close price', 'exit price'],
  },
  {
    field: 'quantity',
    en: ['closing quantity', 'quantity'],
    es: ['cantidad de cierre'],
    fr: ['quantite de cloture'],
    weak: ['lots'],
  },
  {
    field: 'volume',
    en: ['closing volume', 'volume'],
    es: ['volumen de cierre'],
    fr: ['volume de cloture'],
  },
  { field: 'moneyVolume', en: ['closing (currency) volume'], es: ['volumen de cierre en'] },
  { field: 'swap', en: ['swap', 'swaps'], weak: ['realised swaps'] },
  {
    field: 'commission',
    en: ['commission', 'commissions', 'broker commission'],
    es: ['comision'],
    weak: ['real. broker commission'],
  },
  {
    field: 'gross',
    en: ['gross', 'gross p/l', 'gross p&l'],
    weak: ['gross profit', 'gross real.'],
  },
  {
    field: 'net',
    en: ['net', 'net p/l', 'net p&l'],
    es: ['neto'],
    fr: ['nets'],
    weak: ['net profit', 'net real.'],
  },
  { field: 'balance', en: ['balance'], es: ['saldo'], fr: ['solde'] },
  { field: 'pips', en: ['pips'] },
  { field: 'label', en: ['label'] },
  { field: 'comment', en: ['comment'], fr: ['commentaire'] },
  { field: 'channel', en: ['channel'] },

  { field: 'created', en: ['created'] },
  { field: 'entryTime', en: ['entry time', 'entrytime'] },
  { field: 'submittedAt', en: ['submission time'] },
  { field: 'takeProfit', en: ['tp', 't/p', 't / p', 'take profit'] },
  { field: 'stopLoss', en: ['sl', 's/l', 's / l', 'stop loss'] },
  { field: 'entry', en: ['entry'] },
  { field: 'orderType', en: ['order type'] },
  { field: 'event', en: ['event'] },
  { field: 'type', en: ['type'] },
  { field: 'deposit', en: ['deposit'] },
  { field: 'withdrawal', en: ['withdrawal'] },
  { field: 'equity', en: ['equity'] },
  { field: 'realised', en: ['realised p&l', 'realized p&l'] },
  { field: 'amount', en: ['amount'] },
  { field: 'time', en: ['time'], fr: ['heure'] },
  { field: 'position', en: ['position'] },
  { field: 'price', en: ['price'], fr: ['prix'] },
  { field: 'open', en: ['open'] },
  { field: 'high', en: ['high'] },
  { field: 'low', en: ['low'] },
  { field: 'close', en: ['close'] },
  {
    field: 'unused',
    en: [
      'requested quantity',
      'requested volume',
      'last modified',
      'margin',
      'status',
      'conversion rate',
    ],
  },
]

export type SectionTitle = 'deals' | 'positions' | 'orders' | 'summary' | 'transactions'

export const SECTION_TITLES: Readonly<Record<string, SectionTitle>> = {
  deals: 'deals',
  history: 'deals',
  positions: 'positions',
  orders: 'orders',
  summary: 'summary',
  transactions: 'transactions',
}

export const TOTALS_WORDS: ReadonlySet<string> = new Set(['totals', 'total', 'totales', 'totaux'])

/** What a column is called when a message has to name one that is missing. */
export const FIELD_NAMES: Readonly<Partial<Record<DealField, string>>> = {
  symbol: 'symbol',
  direction: 'opening direction',
  closedAt: 'closing time',
  entryPrice: 'entry price',
  exitPrice: 'closing price',
  quantity: 'closing quantity',
  net: 'net',
}
