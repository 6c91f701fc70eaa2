import { expect, test } from 'vitest'
import { movesByCurveDay } from './marked-moves'

const curve = ['2026-01-05', '2026-01-09', '2026-02-02'].map((day) => ({
  day,
  net: '1',
  cumulative: '1',
  trades: 1,
}))
const move = (day: string, amount = '100') => ({ day, amount })

test('money is marked at the last day with trades up to then, the first deposit before all', () => {
  const moves = [
    move('2026-01-09', '-30'),
    move('2025-12-31'),
    move('2026-01-08'),
    move('2026-01-31'),
    move('2026-03-01'),
  ]
  const marked = movesByCurveDay({ curve, moves }, '2026-01-04')
  expect([...marked].map(([at, each]) => [at, each.map(({ day }) => day)])).toEqual([
    ['2026-01-04', ['2025-12-31']],
    ['2026-01-05', ['2026-01-08']],
    ['2026-01-09', ['2026-01-09', '2026-01-31']],
    ['2026-02-02', ['2026-03-01']],
  ])
})
