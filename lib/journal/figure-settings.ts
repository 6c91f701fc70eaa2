import type { Queryable } from '@/lib/db/client'
import { Dec } from '@/lib/domain/decimal'
import { DEFAULT_SETTINGS, type FigureSettings } from '@/lib/domain/statistics/settings'
import type { Actor } from '@/lib/identity/sessions'
import type { Basis } from './result-sums'

/** How this trader wants figures computed. */
export async function figureSettings(
  db: Queryable,
  actor: Actor,
  basis: Basis,
): Promise<FigureSettings> {
  const { breakEvenWithin } = await db.user.findUniqueOrThrow({
    where: { id: actor.userId },
    select: { breakEvenWithin: true },
  })
  return {
    ...DEFAULT_SETTINGS,
    basis,
    timeZone: actor.timeZone,
    scratchWithin: new Dec(breakEvenWithin.toString()),
  }
}
