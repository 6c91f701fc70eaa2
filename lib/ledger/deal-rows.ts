import type { Deal as DealRow } from '@/lib/db/generated/client'
import type { Deal } from '@/lib/domain/deal'
import { Dec } from '@/lib/domain/decimal'

/** A deal that is in the ledger already. */
export type StoredDeal = Deal & { id: string; tradeId: string | null }

const MONEY_DIGITS = 8
const PRICE_DIGITS = 10

/** Nullable decimals, without binary floats in between. */
function dec(value: { toString(): string } | null): Dec | null {
  return value === null ? null : new Dec(value.toString())
}

export function fromRow(row: DealRow): StoredDeal {
  const quantity = new Dec(row.quantity.toString())
  const price = new Dec(row.price.toString())
  const net = dec(row.net)
  return {
    id: row.id,
    tradeId: row.tradeId,
    source: row.source,
    dealId: row.dealId,
    fingerprint: row.fingerprint,
    occurrence: row.occurrence,
    positionKey: row.positionKey,
    positionId: row.positionId,
    orderId: row.orderId,
    symbolId: row.symbolId,
    symbol: row.symbol,
    side: row.side,
    volume: row.volume,
    quantity,
    quantityUnit: row.quantityUnit,
    price,
    executedAt: row.executedAt,
    commission: dec(row.commission),
    updatedAt: row.updatedAt,
    closing: net
      ? {
          volume: row.closedVolume,
          quantity: dec(row.closedQuantity) ?? quantity,
          entryPrice: dec(row.entryPrice) ?? price,
          gross: dec(row.gross),
          swap: dec(row.swap),
          commission: dec(row.closingCommission),
          conversionFee: dec(row.conversionFee),
          net,
          balanceAfter: dec(row.balanceAfter),
          balanceVersion: row.balanceVersion,
          positionOpenedAt: row.positionOpenedAt,
        }
      : null,
    label: row.label,
    comment: row.comment,
    channel: row.channel,
  }
}

/** A deal back from its columns. */
export function fromColumns(columns: Partial<Record<string, string | number | null>>): Deal {
  const textOf = (name: string) => columns[name]?.toString() ?? null
  const decimal = (name: string) => dec(textOf(name))
  const id = (name: string) => {
    const value = textOf(name)
    return value === null ? null : BigInt(value)
  }
  const at = (name: string) => {
    const value = textOf(name)
    return value === null ? null : new Date(value)
  }
  const required = <Value>(value: Value | null): Value => {
    if (value === null) throw new Error('A deal without one of its columns')
    return value
  }
  const quantity = required(decimal('quantity'))
  const price = required(decimal('price'))
  const net = decimal('net')
  return {
    source: required(textOf('source')) as Deal['source'],
    dealId: id('dealId'),
    fingerprint: textOf('fingerprint'),
    occurrence: Number(columns.occurrence ?? 1),
    positionKey: required(textOf('positionKey')),
    positionId: id('positionId'),
    orderId: id('orderId'),
    symbolId: id('symbolId'),
    symbol: required(textOf('symbol')),
    side: required(textOf('side')) as Deal['side'],
    volume: id('volume'),
    quantity,
    quantityUnit: required(textOf('quantityUnit')),
    price,
    executedAt: required(at('executedAt')),
    commission: decimal('commission'),
    updatedAt: at('updatedAt'),
    closing: net && {
      volume: id('closedVolume'),
      quantity: decimal('closedQuantity') ?? quantity,
      entryPrice: decimal('entryPrice') ?? price,
      gross: decimal('gross'),
      swap: decimal('swap'),
      commission: decimal('closingCommission'),
      conversionFee: decimal('conversionFee'),
      net,
      balanceAfter: decimal('balanceAfter'),
      balanceVersion: id('balanceVersion'),
      positionOpenedAt: at('positionOpenedAt'),
    },
    label: textOf('label'),
    comment: textOf('comment'),
    channel: textOf('channel'),
  }
}

/** The columns a deal fills, as JSON for `jsonb_to_recordset`: exact numbers travel as strings. */
export function toColumns(deal: Deal): Record<string, string | number | null> {
  const { closing } = deal
  return {
    source: deal.source,
    dealId: text(deal.dealId),
    fingerprint: deal.fingerprint,
    occurrence: deal.occurrence,
    positionKey: deal.positionKey,
    positionId: text(deal.positionId),
    orderId: text(deal.orderId),
    symbolId: text(deal.symbolId),
    symbol: deal.symbol,
    side: deal.side,
    volume: text(deal.volume),
    quantity: fixed(deal.quantity, MONEY_DIGITS),
    quantityUnit: deal.quantityUnit,
    price: fixed(deal.price, PRICE_DIGITS),
    executedAt: deal.executedAt.toISOString(),
    commission: fixed(deal.commission),
    updatedAt: deal.updatedAt?.toISOString() ?? null,
    closedVolume: text(closing?.volume ?? null),
    closedQuantity: fixed(closing?.quantity ?? null),
    entryPrice: fixed(closing?.entryPrice ?? null, PRICE_DIGITS),
    gross: fixed(closing?.gross ?? null),
    swap: fixed(closing?.swap ?? null),
    closingCommission: fixed(closing?.commission ?? null),
    conversionFee: fixed(closing?.conversionFee ?? null),
    net: fixed(closing?.net ?? null),
    balanceAfter: fixed(closing?.balanceAfter ?? null),
    balanceVersion: text(closing?.balanceVersion ?? null),
    positionOpenedAt: closing?.positionOpenedAt?.toISOString() ?? null,
    label: deal.label,
    comment: deal.comment,
    channel: deal.channel,
  }
}

/** Type of each of those columns, in PostgreSQL's words. */
export const COLUMN_TYPES: Record<keyof ReturnType<typeof toColumns>, string> = {
  source: '"DealSource"',
  dealId: 'bigint',
  fingerprint: 'text',
  occurrence: 'int',
  positionKey: 'text',
  positionId: 'bigint',
  orderId: 'bigint',
  symbolId: 'bigint',
  symbol: 'text',
  side: '"Side"',
  volume: 'bigint',
  quantity: 'numeric',
  quantityUnit: 'text',
  price: 'numeric',
  executedAt: 'timestamptz',
  commission: 'numeric',
  updatedAt: 'timestamptz',
  closedVolume: 'bigint',
  closedQuantity: 'numeric',
  entryPrice: 'numeric',
  gross: 'numeric',
  swap: 'numeric',
  closingCommission: 'numeric',
  conversionFee: 'numeric',
  net: 'numeric',
  balanceAfter: 'numeric',
  balanceVersion: 'bigint',
  positionOpenedAt: 'timestamptz',
  label: 'text',
  comment: 'text',
  channel: 'text',
}

function text(value: bigint | null): string | null {
  return value === null ? null : value.toString()
}

/** As the columns hold them: what comes back equals what went in. */
function fixed(value: Dec | null, digits = MONEY_DIGITS): string | null {
  if (value === null) return null
  return (value.decimalPlaces() <= digits ? value : value.toDecimalPlaces(digits)).toFixed()
}
