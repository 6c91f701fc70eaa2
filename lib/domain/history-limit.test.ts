import { describe, expect, test } from 'vitest'
import type { BalanceEntry } from './balance-chain'
import { Dec } from './decimal'
import { historyLimit } from './history-limit'

const day = (number: number) => new Date(Date.UTC(2026, 0, number))
const NOW = day(31)

function entry(
  number: number,
  change: string,
  after: string,
  version: number | null,
): BalanceEntry {
  return {
    at: day(number),
    version: version === null ? null : BigInt(version),
    change: new Dec(change),
    balanceAfter: new Dec(after),
  }
}
const limit = (entries: BalanceEntry[], balance = '0') =>
  historyLimit(entries, { balance: new Dec(balance), at: NOW })

describe('a history with nothing before it', () => {
  test.each([
    ['begins with a deposit', [entry(2, '1000', '1000', 1), entry(3, '-5', '995', 2)]],
    ['counts from two', [entry(2, '1000', '1000', 2)]],
    ['has no versions', [entry(2, '1000', '1000', null)]],
    ['arrived in another order', [entry(3, '-5', '995', 2), entry(2, '1000', '1000', 1)]],
    ['is empty', []],
    ['begins with a balance that nobody deposited', [entry(2, '-5', '995', 1)]],
  ])('%s', (_, entries) => {
    expect(limit(entries)).toBeNull()
  })
})

describe('a history that was cut off', () => {
  test.each([
    ['begins in the middle of a balance', [entry(5, '-5', '995', 7)], day(5)],
    ['begins below zero', [entry(5, '100', '-50', null)], day(5)],
    ['begins at zero after many changes', [entry(5, '500', '500', 212)], day(5)],
  ])('%s', (_, entries, at) => {
    expect(limit(entries)).toEqual(at)
  })

  test('has nothing left but a balance', () => {
    expect(limit([], '12.50')).toEqual(NOW)
  })
})
