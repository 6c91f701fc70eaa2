import { Decimal } from 'decimal.js'
import { expect, test } from 'vitest'
import { momentInUtc, signedAmount } from './in-words'

test.each([
  ['0', '+0.00'],
  ['-0.001', '+0.00'],
  ['47', '+47.00'],
  ['-1743', '−1,743.00'],
  ['1234567.891', '+1,234,567.89'],
])('%s is written %s', (amount, words) => {
  expect(signedAmount(new Decimal(amount))).toBe(words)
})

test('a moment names its zone', () => {
  expect(momentInUtc(new Date('2026-07-04T10:40:03.902Z'))).toBe('4 Jul 2026 10:40 UTC')
})
