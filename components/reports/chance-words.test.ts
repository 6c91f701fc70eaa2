import { expect, test } from 'vitest'
import type { FigureView } from '@/lib/domain/views/figure'
import { meaningOf, verdictOf } from './chance-words'

function view(value: string | null, id = 'runsScore'): FigureView {
  return {
    id,
    name: id,
    words: '',
    source: '',
    unit: 'ratio',
    countedIn: 'trades',
    used: 30,
    leftOut: [],
    value,
    reason: value === null ? 'Needs 30 trades; there are 2' : null,
  }
}

test.each([
  ['1', '2', '0', 'above'],
  ['-2', '-1', '0', 'below'],
  ['-1', '2', '0', 'chance'],
  ['0', '2', '0', 'chance'],
  ['1', '2', null, 'not-known'],
  [null, '2', '0', 'not-known'],
])('from %s to %s against %s is %s', (low, high, against, verdict) => {
  expect(verdictOf(view(low), view(high), against)).toBe(verdict)
})

test.each([
  ['-1.97', 'streaks'],
  ['1.97', 'take turns'],
  ['1.5', 'as chance has it'],
])('a score of %s says %s', (value, word) => {
  expect(meaningOf(view(value))).toContain(word)
})

test('what has no value says nothing', () => {
  expect(meaningOf(view(null))).toBe('')
})
