import type { Field } from './header-dictionary'
import { type HeaderCell, readHeaderCells } from './read-header'

export type TableKind =
  | 'deals'
  | 'deals-incomplete'
  | 'positions'
  | 'orders'
  | 'summary'
  | 'transactions'
  | 'cbot-history'
  | 'backtest-events'
  | 'metatrader'
  | 'price-history'

/** What a line would be the header of, or null when it is no header we know. */
export function tableKindOf(headers: readonly HeaderCell[]): TableKind | null {
  const fields = new Set<Field>()
  for (const { field } of headers) if (field) fields.add(field)
  const has = (...wanted: Field[]) => wanted.every((field) => fields.has(field))
  const hasAny = (...wanted: Field[]) => wanted.some((field) => fields.has(field))

  if (has('event') && hasAny('orderId', 'positionId')) return 'backtest-events'
  if (has('label', 'entryTime', 'type') && !has('direction')) return 'cbot-history'
  if (has('symbol', 'time', 'type', 'volume', 'price')) return 'metatrader'
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
  return null
}

const MOST_HEADER_CELLS = 200

/** As `tableKindOf`, from raw cells; a line with a thousand cells is no header. */
export function readHeaderLine(
  cells: readonly string[],
): { kind: TableKind; headers: HeaderCell[] } | null {
  if (cells.length < 2 || cells.length > MOST_HEADER_CELLS) return null
  const headers = readHeaderCells(cells)
  const kind = tableKindOf(headers)
  return kind ? { kind, headers } : null
}
