import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Dec, sum } from '@/lib/domain/decimal'
import { anyMoney, anyTrade, anyTrades, closedTrade } from '@/lib/domain/testing/closed-trades'
import type { ClosedTrade } from './closed-trade'
import type { FigureResult } from './figure'
import { FIGURES, type FigureId, figureOf } from './figures'
import { byCloseDay, byDirection, bySession, bySymbol } from './group-trades'
import { MARKET_SESSIONS } from './market-sessions'
import { type AccountMoney, type Sample, sampleOf } from './sample'
import { DEFAULT_SETTINGS } from './settings'
import { addTallies, EMPTY_TALLY, tallyOf } from './tally'

const SETTINGS = {
  ...DEFAULT_SETTINGS,
  timeZone: 'Europe/Berlin',
  simulation: { days: 20, ruin: new Dec('0.02') },
}
const ADDITIVE: FigureId[] = [
  'profit',
  'trades',
  'wins',
  'losses',
  'scratches',
  'gross',
  'costs',
  'commission',
  'swap',
  'lots',
]

function all(sample: Sample): Map<string, FigureResult> {
  return new Map(FIGURES.map((figure) => [figure.id, figure.compute(sample)]))
}

describe('every figure', () => {
  test('has an id, a name and words of its own', () => {
    for (const key of ['id', 'name', 'words'] as const)
      expect(new Set(FIGURES.map((figure) => figure[key])).size).toBe(FIGURES.length)
  })

  test.each<[string, ClosedTrade[]]>([
    ['no trade', []],
    ['one winner', [closedTrade()]],
    ['one loser', [closedTrade({ net: new Dec(-10) })]],
    ['one scratch', [closedTrade({ net: new Dec(0), gross: new Dec(0) })]],
    ['a trade of which only the net is known', [bare(closedTrade())]],
  ])('answers for %s, with a number or with a reason', (_, trades) => {
    for (const money of [null, { openingBalance: new Dec(1000), moves: [] }])
      for (const basis of ['net', 'gross'] as const)
        for (const result of all(sampleOf(trades, { ...SETTINGS, basis }, money)).values())
          expectSensible(result, trades)
  })

  test('is a finite number, or none with a reason, whatever the trades', () => {
    fc.assert(
      fc.property(anyTrades, anyMoney, (trades, money) => {
        for (const result of all(sampleOf(trades, SETTINGS, money)).values())
          expectSensible(result, trades)
      }),
      { numRuns: 40 },
    )
  })

  test('does not depend on the order in which trades are given', () => {
    fc.assert(
      fc.property(shuffled(), anyMoney, ([trades, mixed], money) => {
        expect(plain(all(sampleOf(mixed, SETTINGS, money)))).toEqual(
          plain(all(sampleOf(trades, SETTINGS, money))),
        )
      }),
      { numRuns: 40 },
    )
  })

  test('of money grows with the money; no other figure changes', () => {
    fc.assert(
      fc.property(anyTrades, anyMoney, fc.integer({ min: 2, max: 50 }), (trades, money, times) => {
        const before = all(sampleOf(trades, SETTINGS, money))
        const after = all(
          sampleOf(
            trades.map((trade) => scaled(trade, times)),
            SETTINGS,
            scaledMoney(money, times),
          ),
        )
        for (const figure of FIGURES) {
          const [small, large] = [before.get(figure.id), after.get(figure.id)]
          expect(large?.reason).toBe(small?.reason)
          if (!small?.value || !large?.value) continue
          const expected = figure.unit === 'money' ? small.value.times(times) : small.value
          expectClose(large.value, expected)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('that follows from sums or from days is the same from those alone', () => {
    fc.assert(
      fc.property(anyTrades, (trades) => {
        const sample = sampleOf(trades, SETTINGS)
        for (const figure of FIGURES) {
          if ('ofTally' in figure)
            expect(figure.ofTally(sample.tally())).toEqual(figure.compute(sample))
          if ('ofDays' in figure)
            expect(figure.ofDays(sample.days())).toEqual(figure.compute(sample))
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('groups of trades', () => {
  test.each<[string, (trades: ClosedTrade[]) => Map<unknown, ClosedTrade[]>]>([
    ['symbol', bySymbol],
    ['direction', byDirection],
    ['day', (trades) => byCloseDay(trades, 'Asia/Tokyo')],
    ['session', (trades) => bySession(trades, MARKET_SESSIONS)],
  ])('by %s add up to the whole', (_, group) => {
    fc.assert(
      fc.property(anyTrades, (trades) => {
        const whole = sampleOf(trades, SETTINGS)
        const parts = [...group(trades).values()].map((part) => sampleOf(part, SETTINGS))
        for (const id of ADDITIVE) {
          const { value, used } = figureOf(id).compute(whole)
          const results = parts.map((part) => figureOf(id).compute(part))
          expect(sum(results.map((part) => part.value ?? new Dec(0))).toFixed()).toBe(
            (value ?? new Dec(0)).toFixed(),
          )
          expect(results.reduce((total, part) => total + part.used, 0)).toBe(used)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('have tallies that add up to the tally of the whole', () => {
    fc.assert(
      fc.property(anyTrades, (trades) => {
        const whole = sampleOf(trades, SETTINGS)
        const parts = [...bySymbol(trades).values()].map((part) => sampleOf(part, SETTINGS).tally())
        expect(plainTally(parts.reduce(addTallies, EMPTY_TALLY))).toEqual(
          plainTally(tallyOf(whole.trades)),
        )
      }),
    )
  })
})

function expectSensible(result: FigureResult, trades: ClosedTrade[]) {
  if (result.value === null) expect(result.reason).toMatch(/^[A-Z]/)
  else expect(result.value.isFinite()).toBe(true)
  for (const { count, why } of result.leftOut) {
    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThanOrEqual(trades.length)
    expect(why).toMatch(/^[a-z]/)
  }
}

function expectClose(found: Dec, expected: Dec) {
  const apart = found.minus(expected).abs()
  expect(apart.lte(Dec.max(expected.abs(), 1).times('1e-9')), `${found} for ${expected}`).toBe(true)
}

function shuffled(): fc.Arbitrary<[ClosedTrade[], ClosedTrade[]]> {
  return fc
    .array(anyTrade, { minLength: 1, maxLength: 60 })
    .chain((trades) =>
      fc
        .shuffledSubarray(trades, { minLength: trades.length, maxLength: trades.length })
        .map((mixed) => [trades, mixed] as [ClosedTrade[], ClosedTrade[]]),
    )
}

function plain(results: Map<string, FigureResult>) {
  return [...results].map(([id, { value, ...told }]) => ({ id, value: value?.toFixed(), ...told }))
}

function plainTally(tally: ReturnType<typeof tallyOf>) {
  return Object.fromEntries(Object.entries(tally).map(([key, value]) => [key, value?.toString()]))
}

function bare(trade: ClosedTrade): ClosedTrade {
  return { ...trade, openedAt: null, gross: null, commission: null, swap: null, lots: null }
}

function scaled(trade: ClosedTrade, times: number): ClosedTrade {
  const grown = (money: Dec | null | undefined) => money?.times(times) ?? null
  return {
    ...trade,
    net: trade.net.times(times),
    gross: grown(trade.gross),
    commission: grown(trade.commission),
    swap: grown(trade.swap),
    risk: grown(trade.risk),
  }
}

function scaledMoney({ openingBalance, moves }: AccountMoney, times: number): AccountMoney {
  return {
    openingBalance: openingBalance.times(times),
    moves: moves.map(({ at, amount }) => ({ at, amount: amount.times(times) })),
  }
}
