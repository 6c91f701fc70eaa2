import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openTradingAccount } from '@/mock-spotware/history/account-life'
import { Market } from '@/mock-spotware/market/market'
import { isMarketOpen } from '@/mock-spotware/market/trading-hours'
import { personas } from '@/mock-spotware/personas/personas'
import { TEST_SEED } from '@/mock-spotware/testing/test-seed'
import type { ReversalForm } from './instruction'
import { writeLedger } from './ledger'
import { parseDecimal } from './money'
import type { TradingAccount } from './trading-account'

const UNTIL = Date.UTC(2026, 10, 20, 15, 0, 0)
const everybody = personas.flatMap((persona) => persona.accounts)
const isLong = ({ trading }: (typeof everybody)[number]) => trading && 'scalping' in trading
/** All but the one history that is too long to be made again and again. */
const described = everybody.filter((one) => !isLong(one))

function openAccounts(seed: string, until = UNTIL, reversalForm: ReversalForm = 'samePositionId') {
  const market = new Market(seed)
  return described.map((one) => openTradingAccount(one, { market, seed, until, reversalForm }))
}

/** Every step of the balance is explained by exactly one closing deal or cash operation. */
function checkBalanceChain({ book }: TradingAccount): void {
  const steps = [
    ...book.deals.flatMap(({ close, executedAt }) => {
      if (!close) return []
      const net = close.grossProfit + close.swap + close.commission - close.conversionFee
      return [{ version: close.balanceVersion, balance: close.balance, net, at: executedAt }]
    }),
    ...book.cashOperations.map(({ balanceVersion, balance, delta, at }) => ({
      version: balanceVersion,
      balance,
      net: delta,
      at,
    })),
  ].sort((a, b) => a.version - b.version)
  const broken = steps.filter((step, index) => {
    const before = steps[index - 1] ?? { balance: 0n, at: 0 }
    const isExplained = step.balance - before.balance === step.net
    return step.version !== index + 1 || !isExplained || step.at < before.at
  })
  expect(broken).toEqual([])
  expect(book.balance).toBe(steps.at(-1)?.balance)
}

/** The commissions of all deals of a lifetime are realised by its closing deals, to the cent. */
function checkCommissionShares({ book }: TradingAccount): void {
  const ofDeals = book.deals.reduce((sum, deal) => sum + deal.commission, 0n)
  const realised = book.deals.reduce((sum, deal) => sum + (deal.close?.commission ?? 0n), 0n)
  let stillOpen = 0n
  for (const position of book.openPositions.values()) stillOpen += position.openCommission
  expect(realised + stillOpen).toBe(ofDeals)
}

function checkVolumes({ book }: TradingAccount): void {
  const sum = (fills: { volume: bigint }[]) => fills.reduce((all, one) => all + one.volume, 0n)
  const unequal = book.closedLifetimes.filter(
    ({ openings, closings }) => sum(openings) !== sum(closings),
  )
  expect(unequal).toEqual([])
  const matched = book.offsets.reduce((all, one) => all + one.volume, 0n)
  const closed = book.deals.reduce((all, deal) => all + (deal.close?.closedVolume ?? 0n), 0n)
  expect(matched).toBe(closed)
}

function checkLedger(account: TradingAccount): void {
  const ledger = writeLedger(account)
  const cents = (text: string) => parseDecimal(text, account.profile.moneyDigits) ?? 0n
  const nets = [...ledger.positions, ...ledger.openPositions].map((one) => cents(one.net))
  const flows = ledger.cashFlows.map((one) => cents(one.delta))
  expect([...nets, ...flows].reduce((all, one) => all + one, 0n)).toBe(cents(ledger.balance))
}

test.each(['samePositionId', 'newPositionId'] as const)(
  'the books add up whatever the seed, reversals as %s',
  (reversalForm) => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 8 }), (seed) => {
        for (const account of openAccounts(seed, UNTIL, reversalForm)) {
          checkBalanceChain(account)
          checkCommissionShares(account)
          checkVolumes(account)
          checkLedger(account)
        }
      }),
      { numRuns: 3 },
    )
  },
)

test('the books of the longest history add up too', () => {
  const [longest] = everybody.filter(isLong)
  if (!longest) throw new Error('there is no long history')
  const [seed, reversalForm] = [TEST_SEED, 'samePositionId'] as const
  const market = new Market(seed)
  const account = openTradingAccount(longest, { market, seed, until: UNTIL, reversalForm })
  expect(account.book.deals).toHaveLength(120_000)
  checkBalanceChain(account)
  checkCommissionShares(account)
  checkVolumes(account)
  checkLedger(account)
})

describe('the generated histories', () => {
  const accounts = openAccounts('1')
  const [live, demo, swapFree, netted] = accounts

  test('are as long and as varied as the personas promise', () => {
    const positions = accounts.map(({ book }) => book.closedLifetimes.length)
    expect(positions[0]).toBeGreaterThan(1_500)
    expect(positions[1]).toBeGreaterThan(300)
    expect(positions[2]).toBeGreaterThan(100)
    expect(positions[3]).toBeGreaterThan(450)
    for (const { book } of accounts.slice(0, 4)) expect(book.openPositions.size).toBeGreaterThan(0)

    const closings = live?.book.deals.flatMap(({ close }) => close ?? []) ?? []
    expect(closings.some(({ swap }) => swap > 0n)).toBe(true)
    expect(closings.some(({ swap }) => swap < 0n)).toBe(true)
    expect(closings.some(({ conversionFee }) => conversionFee > 0n)).toBe(true)
    expect(closings.some(({ commission }) => commission === 0n)).toBe(true)
    const statuses = new Set(live?.book.deals.map(({ status }) => status))
    expect(statuses).toContain('REJECTED')
    expect(statuses).toContain('PARTIALLY_FILLED')
    const partly = live?.book.closedLifetimes.filter((one) => one.closings.length > 1) ?? []
    expect(partly.length).toBeGreaterThan(100)
    expect(new Set(live?.book.deals.map(({ symbol }) => symbol.name))).toContain('EURJPY')

    const kinds = (account?: TradingAccount) =>
      new Set(account?.book.cashOperations.map(({ kind }) => kind))
    expect(kinds(live)).toContain('WITHDRAW')
    expect(kinds(demo)).toContain('DEPOSIT_DIVIDENDS')
    expect(kinds(swapFree)).toContain('WITHDRAW_ROLLOVER')
  })

  test('keep one position per symbol on the netted account, with scale-ins and reversals', () => {
    const lifetimes = netted?.book.closedLifetimes ?? []
    expect(lifetimes.some(({ openings }) => openings.length > 1)).toBe(true)
    expect(lifetimes.some(({ sequence }) => sequence > 1)).toBe(true)
    const reversal = netted?.book.deals.find(
      ({ close, filledVolume }) => close && close.closedVolume < filledVolume,
    )
    expect(reversal).toBeDefined()
    const symbols = [...(netted?.book.openPositions.values() ?? [])].map(
      ({ symbol }) => symbol.name,
    )
    expect(new Set(symbols).size).toBe(symbols.length)
  })

  test('never trade while the market is closed', () => {
    for (const { book } of accounts) {
      expect(book.deals.filter(({ executedAt }) => !isMarketOpen(executedAt))).toEqual([])
    }
  })

  test('grow with time without changing what was before', () => {
    const earlier = openAccounts('1', Date.UTC(2026, 4, 5, 12, 0, 0))
    for (const [index, account] of earlier.entries()) {
      const later = accounts[index]
      const known = account.book.deals
      expect(later?.book.deals.slice(0, known.length)).toEqual(known)
      expect(later?.book.cashOperations.slice(0, account.book.cashOperations.length)).toEqual(
        account.book.cashOperations,
      )
    }
  })
})
