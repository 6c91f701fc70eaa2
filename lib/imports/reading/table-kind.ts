import type { DealField, Field } from './headers/fields'
import { type HeaderCell, readHeaderCells } from './read-header'

/** Tables whose rows are closed trades. */
export type DealsKind = 'deals' | 'cbot-history' | 'metatrader-5' | 'mapped'

export type TableKind =
  | DealsKind
  | 'deals-incomplete'
  | 'positions'
  | 'orders'
  | 'summary'
  | 'transactions'
  | 'backtest-events'
  | 'metatrader-4'
  | 'metatrader-detail'
  | 'price-history'
  | 'results-summary'

/** What a line would be the header of, or null when it is no header we know. */
export function tableKindOf(headers: readonly HeaderCell[]): TableKind | null {
  const fields = new Map<Field, number>()
  for (const { field } of headers) if (field) fields.set(field, (fields.get(field) ?? 0) + 1)
  const has = (...wanted: Field[]) => wanted.every((field) => fields.has(field))
  const hasAny = (...wanted: Field[]) => wanted.some((field) => fields.has(field))
  const twice = (field: Field) => fields.get(field) === 2

  if (has('event') && hasAny('orderId', 'positionId')) return 'backtest-events'
  if (has('label', 'entryTime', 'type') && !has('direction')) return 'cbot-history'
  if (has('symbol', 'type', 'position', 'profit') && twice('time') && twice('price')) {
    return 'metatrader-5'
  }
  if (has('ticket', 'openedAt', 'type', 'size', 'item')) return 'metatrader-4'
  if (has('symbol', 'type', 'price') && hasAny('deal', 'order') && hasAny('time', 'openedAt')) {
    return 'metatrader-detail'
  }
  if (has('symbol', 'time', 'type', 'volume', 'price')) return 'metatrader-detail'
  if (has('symbol')) {
    const closed = hasAny('closedAt', 'exitPrice')
    const directed = hasAny('direction', 'closingDirection')
    if (has('submittedAt') || (has('orderType') && !closed)) return 'orders'
    if (directed && closed) return 'deals'
    if (hasAny('created', 'takeProfit', 'stopLoss') && !closed) return 'positions'
    if (directed && has('net')) return 'deals'
    if (closed && hasAny('net', 'entryPrice', 'exitPrice')) return 'deals-incomplete'
  }
  if (hasAny('direction', 'closingDirection') && has('closedAt', 'exitPrice')) {
    return 'deals-incomplete'
  }
  if (has('deposit', 'withdrawal') && hasAny('equity', 'realised')) return 'summary'
  if (has('time', 'type', 'amount')) return 'transactions'
  if (has('open', 'high', 'low', 'close')) return 'price-history'
  if (has('winRate') && !has('closedAt')) return 'results-summary'
  return null
}

/** Columns that mean something else in the history of a cBot. */
const OF_CBOT: Readonly<Partial<Record<Field, DealField | 'unused'>>> = {
  type: 'direction',
  entryTime: 'openedAt',
  // Every backtest counts its trades from 1.
  dealId: 'unused',
  orderId: 'unused',
  positionId: 'unused',
}

/** MetaTrader 5 names two columns alike: the first is of the opening, the second of the closing. */
const OF_METATRADER: Readonly<Partial<Record<Field, readonly (DealField | 'unused')[]>>> = {
  time: ['openedAt', 'closedAt'],
  price: ['entryPrice', 'exitPrice'],
  type: ['direction'],
  position: ['positionId'],
  volume: ['quantity'],
  profit: ['gross'],
  stopLoss: ['unused'],
  takeProfit: ['unused'],
}

function settle(kind: TableKind, headers: readonly HeaderCell[]): HeaderCell[] {
  if (kind === 'deals') {
    // Opening times by other names, once the table is known to hold closed deals.
    const opening = (field: Field | null) => field === 'created' || field === 'entryTime'
    return headers.map((cell) =>
      opening(cell.field) ? { ...cell, field: 'openedAt' as const } : cell,
    )
  }
  if (kind === 'cbot-history') {
    return headers.map((cell) => ({
      ...cell,
      field: (cell.field && OF_CBOT[cell.field]) ?? cell.field,
    }))
  }
  if (kind !== 'metatrader-5') return [...headers]
  const seen = new Map<Field, number>()
  return headers.map((cell) => {
    if (!cell.field) return cell
    const before = seen.get(cell.field) ?? 0
    seen.set(cell.field, before + 1)
    return { ...cell, field: OF_METATRADER[cell.field]?.[before] ?? cell.field }
  })
}

const MOST_HEADER_CELLS = 200

export type HeaderLine = {
  kind: TableKind
  headers: HeaderCell[]
  isDeals: boolean
}

export function isDealsKind(kind: TableKind): kind is DealsKind {
  return kind === 'deals' || kind === 'cbot-history' || kind === 'metatrader-5' || kind === 'mapped'
}

/** As `tableKindOf`, from raw cells; a line with a thousand cells is no header. */
export function readHeaderLine(cells: readonly string[]): HeaderLine | null {
  if (cells.length < 2 || cells.length > MOST_HEADER_CELLS) return null
  const headers = readHeaderCells(cells)
  const kind = tableKindOf(headers)
  return kind ? { kind, headers: settle(kind, headers), isDeals: isDealsKind(kind) } : null
}
