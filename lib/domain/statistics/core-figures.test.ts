import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Dec } from '@/lib/domain/decimal'
import { anyTrades, closedTrade, tradesWithNets } from '@/lib/domain/testing/closed-trades'
import { type FigureId, figureOf } from './figures'
import { byCurrency } from './group-trades'
import { sampleOf } from './sample'
import { DEFAULT_SETTINGS, type FigureSettings } from './settings'

/** The value, or the reason why there is none. */
function figure(
  id: FigureId,
  trades: Parameters<typeof sampleOf>[0],
  settings: Partial<FigureSettings> = {},
): string {
  const { value, reason } = figureOf(id).compute(
    sampleOf(trades, { ...DEFAULT_SETTINGS, ...settings }),
  )
  return value === null ? reason : value.toDecimalPlaces(8).toString()
}

describe('profit factor', () => {
  test.each<[string, number[], string]>([
    ['without trades', [], 'No trades'],
    ['without losses', [100, 50], 'No losing trades'],
    ['without losses, scratches or not', [100, 0], 'No losing trades'],
    ['of scratches alone', [0, 0], 'No trade won or lost'],
    ['without wins', [-100], '0'],
    ['is won over lost money', [300, -100, -100], '1.5'],
    ['is not changed by scratches', [300, 0, -200, 0], '1.5'],
  ])('%s', (_, nets, expected) => {
    expect(figure('profitFactor', tradesWithNets(...nets))).toBe(expected)
  })

  test('is above one exactly when the net is positive', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -10_000, max: 10_000 })), (nets) => {
        const net = nets.reduce((total, each) => total + each, -1)
        const factor = new Dec(figure('profitFactor', tradesWithNets(...nets, -1)))
        // Rounded to 8 decimals, so at least not on the wrong side.
        expect(Math.sign(net) * factor.comparedTo(1)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('win rate', () => {
  test('counts scratches among all trades, and the other one does not', () => {
    const trades = tradesWithNets(100, 0, 0, -100)
    expect(figure('winRate', trades)).toBe('0.25')
    expect(figure('decidedWinRate', trades)).toBe('0.5')
  })

  test('of scratches alone is zero, and of decided trades there is none', () => {
    expect(figure('winRate', tradesWithNets(0, 0))).toBe('0')
    expect(figure('decidedWinRate', tradesWithNets(0, 0))).toBe('No trade won or lost')
  })
})

describe('expectancy', () => {
  test('is win % times average win, less loss % times average loss, and what scratches brought', () => {
    fc.assert(
      fc.property(anyTrades, fc.integer({ min: 0, max: 30 }), (trades, tolerance) => {
        fc.pre(trades.length > 0)
        const sample = sampleOf(trades, { ...DEFAULT_SETTINGS, scratchWithin: new Dec(tolerance) })
        const of = (id: FigureId) => figureOf(id).compute(sample).value ?? new Dec(0)
        const share = (id: FigureId) => of(id).dividedBy(trades.length)
        const parts = share('wins')
          .times(of('averageWin'))
          .minus(share('losses').times(of('averageLoss')))
          .plus(sample.tally().even.dividedBy(trades.length))
        expect(of('expectancy').minus(parts).abs().lt('1e-40')).toBe(true)
        if (tolerance === 0) expect(sample.tally().even.isZero()).toBe(true)
      }),
    )
  })

  test('is zero where the win rate without break-even is the break-even one', () => {
    const trades = tradesWithNets(300, -100, -100, -100)
    expect(figure('decidedWinRate', trades)).toBe(figure('breakEvenWinRate', trades))
    expect(figure('expectancy', trades)).toBe('0')
    expect(figure('kelly', trades)).toBe('0')
  })
})

describe('wins, losses and scratches', () => {
  test.each([
    [0, '2 2 1'],
    [10, '1 1 3'],
    [50, '0 0 5'],
  ])('with a tolerance of %i', (tolerance, expected) => {
    const trades = tradesWithNets(50, 10, 0, -10, -50)
    const settings = { scratchWithin: new Dec(tolerance) }
    const ids: FigureId[] = ['wins', 'losses', 'scratches']
    expect(ids.map((id) => figure(id, trades, settings)).join(' ')).toBe(expected)
  })

  test('of one kind only have no figures of the other', () => {
    const winners = tradesWithNets(10, 20)
    expect(figure('averageLoss', winners)).toBe('No losing trades')
    expect(figure('largestLoss', winners)).toBe('No losing trades')
    expect(figure('payoff', winners)).toBe('No losing trades')
    expect(figure('kelly', winners)).toBe('No losing trades')
    expect(figure('averageWin', tradesWithNets(-10))).toBe('No winning trades')
    expect(figure('payoff', tradesWithNets(-10))).toBe('No winning trades')
  })
})

describe('net and gross', () => {
  const trades = [
    closedTrade({ net: new Dec(-1), gross: new Dec(1) }),
    closedTrade({ net: new Dec(8), gross: new Dec(10) }),
  ]

  test('are a switch that moves money and outcomes', () => {
    expect(figure('profit', trades)).toBe('7')
    expect(figure('profit', trades, { basis: 'gross' })).toBe('11')
    expect(figure('winRate', trades)).toBe('0.5')
    expect(figure('winRate', trades, { basis: 'gross' })).toBe('1')
  })

  test('leave out what has no gross, and say so', () => {
    const unknown = closedTrade({ gross: null })
    const sample = sampleOf([...trades, unknown], { ...DEFAULT_SETTINGS, basis: 'gross' })
    expect(figureOf('profit').compute(sample)).toMatchObject({
      used: 2,
      leftOut: [{ count: 1, why: 'gross result not known' }],
    })
  })
})

describe('currencies', () => {
  const mixed = [
    closedTrade({ currency: 'USD' }),
    closedTrade({ currency: 'EUR' }),
    closedTrade({ currency: 'EUR' }),
  ]

  test('are never added', () => {
    expect(() => sampleOf(mixed, DEFAULT_SETTINGS)).toThrow(RangeError)
  })

  test('are a group each, the busiest first', () => {
    const groups = byCurrency(mixed)
    expect([...groups].map(([currency, trades]) => [currency, trades.length])).toEqual([
      ['EUR', 2],
      ['USD', 1],
    ])
    expect(sampleOf(groups.get('EUR') ?? [], DEFAULT_SETTINGS).currency).toBe('EUR')
  })
})
