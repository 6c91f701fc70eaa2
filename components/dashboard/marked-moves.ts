import type { CurrencyFigures, MoneyMove } from '@/lib/domain/views/dashboard'

/**
 * Deposits and withdrawals by the day of the curve they are marked at: the last one with trades up to
 * then, or `start` before the first.
 */
export function movesByCurveDay(
  { curve, moves }: Pick<CurrencyFigures, 'curve' | 'moves'>,
  start: string,
): Map<string, MoneyMove[]> {
  const marked = new Map<string, MoneyMove[]>()
  let next = 0
  let at = start
  for (const move of [...moves].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))) {
    for (let day = curve[next]?.day; day && day <= move.day; day = curve[next]?.day) {
      at = day
      next += 1
    }
    marked.set(at, [...(marked.get(at) ?? []), move])
  }
  return marked
}
