import { hash } from 'node:crypto'
import type { ImportedDeal } from './types'

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
    deal.entryPrice,
    deal.exitPrice,
    deal.quantity,
    deal.quantityUnit.toLowerCase(),
    deal.net,
  ]
  return hash('sha256', tuple.join('|'))
}
