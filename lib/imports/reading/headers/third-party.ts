import type { Language } from './language'

/**
 * Spellings met only in other programs and in our own template: accepted, but no proof that a file
 * came from cTrader, nor that its direction is that of the position.
 */
export const THIRD_PARTY: Language['headers'] = {
  dealId: ['external id'],
  direction: ['direction', 'side', 'tradetype', 'trade type', 'sens', 'direccion'],
  openedAt: ['open time', 'opened at', 'open date', 'entry date'],
  closedAt: ['close time', 'closed at', 'close date', 'exit time', 'exit date'],
  entryPrice: ['open price', 'opening price', 'entryprice', 'avg entry price'],
  exitPrice: ['close price', 'exit price', 'closingprice', 'avg exit price'],
  quantity: ['lots', 'size in lots', 'volumeinlots'],
  volume: ['volumeinunits', 'units'],
  swap: ['realised swaps'],
  commission: ['real. broker commission', 'fees and commission'],
  gross: ['gross profit', 'gross real.', 'grossprofit'],
  net: ['net profit', 'net real.', 'netprofit', 'net result'],
  currency: ['currency'],
}
