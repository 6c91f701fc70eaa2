import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Dec, sum, sumIfAll } from './decimal'

const HUNDRED_MILLION = 100_000_000n

describe('sums of money', () => {
  test('are exact at the size and precision the ledger stores', () => {
    const amount = fc.bigInt({ min: -(10n ** 27n), max: 10n ** 27n })
    fc.assert(
      fc.property(fc.array(amount), (amounts) => {
        const decimals = amounts.map((n) => new Dec(n.toString()).dividedBy(1e8))
        const total = amounts.reduce((soFar, n) => soFar + n, 0n)
        expect(sum(decimals).times(HUNDRED_MILLION.toString()).toFixed()).toBe(total.toString())
      }),
    )
  })

  test('are unknown when a part is unknown', () => {
    expect(sumIfAll([new Dec(1), null])).toBeNull()
    expect(sumIfAll([new Dec('0.1'), new Dec('0.2')])?.toString()).toBe('0.3')
    expect(sumIfAll([])?.toString()).toBe('0')
  })
})
