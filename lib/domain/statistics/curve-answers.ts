import { Dec } from '@/lib/domain/decimal'
import type { Curve } from './curve'
import { type DrawdownSpell, drawdownSpells } from './drawdown-spells'
import type { Answer } from './figure'
import { largest } from './moments'
import { NO_BALANCE, NO_DRAWDOWN, NO_TRADES } from './reasons'

// What can be asked of a closed-trade curve, whether it has a point for each trade or for each day.

const NOT_POSITIVE = 'The balance was not positive before every trade'

/** Of the drawdowns in percent, one for each point. */
export function ofShares(
  { points, startKnown }: Curve,
  compute: (shares: Dec[]) => Dec,
): Dec | { none: string } {
  if (!startKnown) return { none: NO_BALANCE }
  if (points.length === 0) return { none: NO_TRADES }
  const shares = points.flatMap(({ share }) => share ?? [])
  return shares.length < points.length ? { none: NOT_POSITIVE } : compute(shares)
}

/** Of the drawdowns from peak to peak, where there are any. */
export function ofSpells(curve: Curve, compute: (spells: DrawdownSpell[]) => Answer): Answer {
  if (curve.points.length === 0) return { none: NO_TRADES }
  const spells = drawdownSpells(curve.points)
  return spells.length === 0 ? { none: NO_DRAWDOWN } : compute(spells)
}

/** The deepest fall below a peak in money. */
export function deepestFall({ points }: Curve): Dec | { none: string } {
  return points.length === 0 ? { none: NO_TRADES } : largest(points.map(({ drawdown }) => drawdown))
}

export function secondsOf({ from, to }: { from: Date; to: Date }): Dec {
  return new Dec(to.getTime() - from.getTime()).dividedBy(1000)
}
