import { createHash } from 'node:crypto'
import { type Deal, keyOfPosition } from '@/lib/domain/deal'
import { Dec } from '@/lib/domain/decimal'
import type { Plan } from './preview'

/** A row of a file as the ledger takes it: a closing deal, with what the file knows of its opening. */
export function toDeal(addition: Plan['additions'][number], importFileId: string): Deal {
  const { deal, fingerprint, occurrence } = addition
  const quantity = new Dec(deal.quantity)
  return {
    source: 'FILE',
    dealId: deal.externalDealId,
    // A deal with an id is known by it: two equal fills with two ids are two deals.
    fingerprint: deal.externalDealId === null ? fingerprint : null,
    occurrence,
    positionKey: positionKey(addition, importFileId),
    positionId: deal.externalPositionId,
    orderId: toBigint(deal.externalOrderId),
    symbolId: null,
    symbol: deal.symbol,
    // The deal that closes a long is a sale.
    side: deal.direction === 'LONG' ? 'SELL' : 'BUY',
    volume: null,
    quantity,
    quantityUnit: deal.quantityUnit,
    price: new Dec(deal.exitPrice),
    executedAt: deal.closedAt,
    commission: null,
    updatedAt: null,
    closing: {
      volume: null,
      quantity,
      entryPrice: new Dec(deal.entryPrice),
      gross: decimalOf(deal.gross),
      swap: decimalOf(deal.swap),
      commission: decimalOf(deal.commission),
      conversionFee: null,
      net: new Dec(deal.net),
      balanceAfter: decimalOf(deal.balanceAfter),
      balanceVersion: null,
      positionOpenedAt: deal.openedAt,
    },
    label: deal.label,
    comment: deal.comment,
    channel: deal.channel,
  }
}

function decimalOf(value: string | null): Dec | null {
  return value === null ? null : new Dec(value)
}

/** Rows that only seem to be one position (no opening time) are kept together within their file alone. */
function positionKey(addition: Plan['additions'][number], importFileId: string): string {
  const { deal, position, inferred } = addition
  if (deal.externalPositionId !== null) return keyOfPosition(deal.externalPositionId)
  const scope = inferred ? importFileId : ''
  return `f${createHash('sha256').update(`${scope}|${position}`).digest('hex').slice(0, 32)}`
}

function toBigint(id: string | null): bigint | null {
  return id && /^\d{1,18}$/.test(id) ? BigInt(id) : null
}
