import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTradingAccount } from '@/mock-spotware/history/account-life'
import { Market } from '@/mock-spotware/market/market'
import { fay } from './fay'

const UNTIL = Date.UTC(2026, 10, 20, 15, 0, 0)

function open(seed: string) {
  const market = new Market(seed)
  const life = { market, seed, until: UNTIL, reversalForm: 'samePositionId' } as const
  return fay.accounts.map((account) => openTradingAccount(account, life))
}

test('keeps what she promises whatever the seed', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 8 }), (seed) => {
      const accounts = open(seed)
      expect(accounts.map(({ profile }) => profile.moneyDigits)).toEqual([0, 5, 8])
      const [reckless, various, crypto] = accounts
      const closings = reckless?.book.deals.flatMap(({ close }) => close ?? []) ?? []

      const below = closings.filter(({ balance }) => balance < 0n)
      expect(below.length).toBeGreaterThan(1)
      for (const { balance, balanceVersion } of below) {
        const next = reckless?.book.cashOperations.find(
          (one) => one.balanceVersion === balanceVersion + 1,
        )
        expect(next).toMatchObject({
          kind: 'DEPOSIT_NEGATIVE_BALANCE_PROTECTION',
          delta: -balance,
          balance: 0n,
        })
      }
      expect(closings.filter(({ balance }) => balance === 0n).length).toBeGreaterThan(1)

      const kinds = new Set(reckless?.book.cashOperations.map(({ kind }) => kind))
      for (const kind of [
        'DEPOSIT_TRANSFER',
        'WITHDRAW_TRANSFER',
        'DEPOSIT_REBATE',
        'DEPOSIT_SWAP',
        'WITHDRAW_SWAP',
        'WITHDRAW_GSL_CHARGE',
        'WITHDRAW_INACTIVITY_FEE',
      ] as const) {
        expect(kinds).toContain(kind)
      }
      const stopOuts = reckless?.book.orders.filter(({ isStopOut }) => isStopOut) ?? []
      expect(stopOuts.length).toBeGreaterThan(3)
      expect(stopOuts.every(({ isClosing }) => isClosing)).toBe(true)

      for (const { book } of accounts) {
        const deals = book.deals.filter(({ price }) => price !== undefined)
        expect(deals.every(({ price }) => price !== undefined && price > 0)).toBe(true)
        const late = book.deals.filter(
          ({ symbol, executedAt }) => executedAt >= (symbol.archivedAt ?? UNTIL + 1),
        )
        expect(late).toEqual([])
      }
      const archived = new Set(
        various?.book.deals.flatMap(({ symbol }) => (symbol.archivedAt ? symbol.name : [])),
      )
      expect([...archived].sort()).toEqual(['GBPJPY', 'JPN225'])
      const swaps = various?.book.deals.flatMap(({ close }) => close?.swap ?? []) ?? []
      expect(swaps.some((swap) => swap > 0n)).toBe(true)
      expect(swaps.some((swap) => swap < 0n)).toBe(true)
      const lots = new Set(various?.book.deals.map(({ symbol }) => symbol.lotSize))
      expect(lots.size).toBeGreaterThan(2)
      expect(crypto?.book.deals.some(({ symbol }) => symbol.name === 'BTCUSD')).toBe(true)
      expect(crypto?.book.balance).toBeGreaterThan(0n)
    }),
    { numRuns: 6 },
  )
})
