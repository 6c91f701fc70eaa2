import { hash } from 'node:crypto'
import { keyOfPosition } from '@/lib/domain/deal'
import { Dec } from '@/lib/domain/decimal'
import type { FileRow } from '@/lib/ledger/record-file'
import type { ToldRow } from './plan-import'
import { closingSide, TIME_STEPS } from './reading/reconcile'

/** A row of a file as the ledger takes it: a closing deal, with what the file knows of its opening. */
export function toFileRow(told: ToldRow, importFileId: string): FileRow {
  const { deal, fingerprint } = told
  const quantity = new Dec(deal.quantity)
  return {
    line: deal.line,
    fingerprint,
    timeStep: TIME_STEPS[deal.closedAtPrecision],
    priceDecimals: deal.exitPriceDecimals,
    apart: told.apart,
    inferredPosition: told.inferred,
    deal: {
      source: 'FILE',
      dealId: deal.externalDealId,
      fingerprint: null,
      occurrence: 1,
      positionKey: positionKey(told, importFileId),
      positionId: deal.externalPositionId,
      orderId: toBigint(deal.externalOrderId),
      symbolId: null,
      symbol: deal.symbol,
      side: closingSide(deal.direction),
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
    },
  }
}

function decimalOf(value: string | null): Dec | null {
  return value === null ? null : new Dec(value)
}

/** Rows that only seem to be one position (no opening time) are kept together within their file alone. */
function positionKey({ deal, position, inferred }: ToldRow, importFileId: string): string {
  if (deal.externalPositionId !== null) return keyOfPosition(deal.externalPositionId)
  const scope = inferred ? importFileId : ''
  return `f${hash('sha256', `${scope}|${position}`).slice(0, 32)}`
}

function toBigint(id: string | null): bigint | null {
  return id && /^\d{1,18}$/.test(id) ? BigInt(id) : null
}
