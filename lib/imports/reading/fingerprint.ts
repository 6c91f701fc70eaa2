import { createHash } from 'node:crypto'
import type { Decimal } from 'decimal.js'
import type { ImportedDeal } from './types'

/** One text per value: 1.08420 and 1.0842 are the same price, -0 and 0 the same amount. */
export function canonicalDecimal(value: Decimal): string {
  return value.isZero() ? '0' : value.toFixed()
}

/**
 * Identity of a deal in a file without deal ids, within one account (the caller scopes it). Two
 * fills with equal figures share a fingerprint; they are told apart by counting.
 */
export function fingerprint(
  deal: Pick<
    ImportedDeal,
    | 'symbol'
    | 'direction'
    | 'closedAt'
    | 'entryPrice'
    | 'exitPrice'
    | 'quantity'
    | 'quantityUnit'
    | 'net'
  >,
): string {
  const tuple = [
    'closing-deal-1',
    deal.symbol.trim().toUpperCase(),
    deal.direction,
    String(deal.closedAt.getTime()),
    canonicalDecimal(deal.entryPrice),
    canonicalDecimal(deal.exitPrice),
    canonicalDecimal(deal.quantity),
    deal.quantityUnit.toLowerCase(),
    canonicalDecimal(deal.net),
  ]
  return createHash('sha256').update(tuple.join('|')).digest('hex')
}
