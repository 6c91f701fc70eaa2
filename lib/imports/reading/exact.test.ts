import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Dec } from '@/lib/domain/decimal'
import { addsUp, asWritten, compareExact, ExactSum, exactOf, toDouble } from './exact'

/** Numbers as files have them: some digits, some decimals. */
const written = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.nat({ max: 10 }))
  .map(([negative, digits, decimals]) => {
    const text = digits.toString().padStart(decimals + 1, '0')
    const whole = text.slice(0, text.length - decimals)
    return { digits: decimals === 0 ? whole : `${whole}.${text.slice(-decimals)}`, negative }
  })
const exact = written.map(({ digits, negative }) => exactOf(digits, negative))

test('a number is written in one way only, and it is the same number', () => {
  fc.assert(
    fc.property(written, ({ digits, negative }) => {
      const value = new Decimal(digits).times(negative ? -1 : 1)
      expect(exactOf(digits, negative)).toBe(value.isZero() ? '0' : value.toFixed())
    }),
  )
})

test('as a double a number is what JavaScript takes it for', () => {
  fc.assert(
    fc.property(exact, (value) => {
      expect(toDouble(value)).toBe(Number(value))
    }),
  )
})

test('sums, comparisons and sums that add up agree with Decimal', () => {
  const Exactly = Decimal.clone({ precision: 60 })
  fc.assert(
    fc.property(fc.array(exact, { minLength: 1, maxLength: 8 }), (values) => {
      const sum = new ExactSum()
      for (const value of values) sum.add(value)
      const wanted = values.reduce((before, value) => before.plus(value), new Exactly(0))
      expect(sum.total().minus(wanted).abs().lte('1e-9')).toBe(true)
      const [one = '0', two = '0'] = values
      expect(Math.sign(compareExact(one, two))).toBe(new Exactly(one).cmp(two))
      const off = wanted.minus(one).abs()
      expect(addsUp(one, values, 0.02)).toBe(off.lte('0.02'))
    }),
  )
})

test.each([
  ['28.2', ['30', '0', '-1.8'], true],
  ['28.22', ['30', '0', '-1.8'], true],
  ['28.23', ['30', '0', '-1.8'], false],
  ['999999999999999.98', ['999999999999999.96'], true],
  ['999999999999999.98', ['999999999999999.95'], false],
])('%s adds up from %j: %s', (total, parts, expected) => {
  expect(addsUp(total, parts, 0.02)).toBe(expected)
})

test('a number is written with as many digits as the file wrote, or rounded to fewer', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 0, max: 8 }),
      (units, places, decimals) => {
        const value = new Dec(units).div(10 ** places)
        expect(asWritten(value.toFixed(), decimals)).toBe(value.toFixed(decimals))
      },
    ),
  )
})
