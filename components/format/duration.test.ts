import { expect, test } from 'vitest'
import { durationText } from './duration'

test.each<[number, string]>([
  [0, '0 s'],
  [59.6, '1 min'],
  [3_600, '1 h'],
  [3_601, '1 h'],
  [8_130, '2 h 15 min'],
  [90_000, '1 d 1 h'],
  [86_460, '1 d'],
])('%s seconds are “%s”', (seconds, words) => {
  expect(durationText(seconds)).toBe(words)
})
