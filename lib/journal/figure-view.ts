import type { Figure, FigureResult, LeftOut } from '@/lib/domain/statistics/figure'
import type { FigureView } from '@/lib/domain/views/figure'

/** More digits than any figure is shown with. */
const DIGITS = 8

/** @param alsoLeftOut what never reached the figure, beside what it left out itself */
export function figureView(
  figure: Pick<Figure, 'id' | 'name' | 'words' | 'source' | 'unit' | 'countedIn'>,
  result: FigureResult,
  alsoLeftOut: LeftOut[] = [],
): FigureView {
  const { id, name, words, source, unit, countedIn } = figure
  const { used, leftOut, value, reason } = result
  return {
    id,
    name,
    words,
    source,
    unit,
    countedIn,
    used,
    leftOut: [...alsoLeftOut, ...leftOut],
    value: value?.toDecimalPlaces(DIGITS).toFixed() ?? null,
    reason,
  }
}
