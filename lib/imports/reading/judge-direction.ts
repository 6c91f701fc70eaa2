import { priceMove } from './check-row'
import type { ColumnChoice } from './choose-columns'
import { refuse } from './refusals'
import type { Assumption, ImportedDeal, RefusedFile } from './types'

/**
 * Some exports call their direction column just `Direction`, and some programs mean the closing
 * order by that. Prices and results of the rows themselves decide.
 */
export function judgeDirection(
  choice: ColumnChoice,
  deals: () => Iterable<ImportedDeal>,
): Assumption | RefusedFile | null {
  const { direction, closingDirection } = choice.columns
  const base = { kind: 'direction' as const, needsAnswer: false, alternatives: [] }
  if (!direction && closingDirection) {
    const evidence = `"${closingDirection.header}" is the opposite of the opening direction`
    const words = 'opposite of the closing direction'
    return { ...base, value: 'closing', words, evidence, certain: true }
  }
  if (choice.directionIsProven || !direction) return null
  let agree = 0
  let against = 0
  for (const deal of deals()) {
    const move = priceMove(deal)
    const result = Number(deal.gross ?? deal.net)
    if (move === 0 || result === 0) continue
    if (move > 0 === result > 0) agree++
    else against++
  }
  if (against > agree) return refuse('direction-unclear')
  const rows = agree + against
  const evidence =
    rows === 0
      ? `"${direction.header}" is read as the direction of the position`
      : `prices and results agree with it in ${agree} of ${rows} rows`
  const certain = agree > 0 && against === 0
  return { ...base, value: 'opening', words: 'direction of the position', evidence, certain }
}
