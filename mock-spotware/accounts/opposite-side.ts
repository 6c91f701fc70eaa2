import type { Side } from './records'

export function oppositeSide(side: Side): Side {
  return side === 'BUY' ? 'SELL' : 'BUY'
}
