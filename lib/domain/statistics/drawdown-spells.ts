import type { Dec } from '@/lib/domain/decimal'
import type { CurvePoint } from './curve'

/** The curve leaving a peak, until it is back there. */
export type DrawdownSpell = {
  /** Close at the peak; the first close below it when the curve only ever fell. */
  from: Date
  /** Close that reached the peak again, or the last close when none has. */
  to: Date
  recovered: boolean
  /** Trades after the peak, up to and with the one that reached it again. */
  trades: number
  depth: Dec
  /** Close at the lowest point. */
  lowestAt: Date
}

export function drawdownSpells(points: CurvePoint[]): DrawdownSpell[] {
  const spells: DrawdownSpell[] = []
  let open: DrawdownSpell | null = null
  for (const [index, { at, drawdown }] of points.entries()) {
    if (open) {
      open.to = at
      open.trades += 1
      open.recovered = drawdown.isZero()
      if (drawdown.gt(open.depth)) {
        open.depth = drawdown
        open.lowestAt = at
      }
      if (open.recovered) open = null
    } else if (drawdown.gt(0)) {
      const from = points[index - 1]?.at ?? at
      open = { from, to: at, recovered: false, trades: 1, depth: drawdown, lowestAt: at }
      spells.push(open)
    }
  }
  return spells
}
