import { describe, expect, test } from 'vitest'
import { Dec } from '@/lib/domain/decimal'
import { closedTrade, noonOf, tradesWithNets } from '@/lib/domain/testing/closed-trades'
import type { ClosedTrade } from './closed-trade'
import { type FigureId, figureOf } from './figures'
import { sampleOf } from './sample'
import { DEFAULT_SETTINGS } from './settings'

function figure(id: FigureId, trades: ClosedTrade[]) {
  const { value, ...told } = figureOf(id).compute(sampleOf(trades, DEFAULT_SETTINGS))
  return { ...told, value: value?.toDecimalPlaces(8).toString() ?? null }
}

/** Held for so many seconds from so many hours after midnight of the first day on. */
function held(seconds: number, hour: number, trade: Partial<ClosedTrade> = {}): ClosedTrade {
  const openedAt = new Date(Date.parse('2026-01-05T00:00:00Z') + hour * 3_600_000)
  return closedTrade({
    openedAt,
    closedAt: new Date(openedAt.getTime() + seconds * 1000),
    ...trade,
  })
}

describe('holding time', () => {
  test('leaves out trades whose opening is not known, and says so', () => {
    const trades = [held(60, 0), held(120, 1), held(600, 2), closedTrade({ openedAt: null })]
    expect(figure('medianHolding', trades)).toEqual({
      value: '120',
      reason: null,
      used: 3,
      leftOut: [{ count: 1, why: 'opening time not known' }],
    })
    expect(figure('averageHolding', trades).value).toBe('260')
  })

  test('has no value when no opening is known', () => {
    const unopened = [closedTrade({ openedAt: null })]
    expect(figure('medianHolding', unopened).reason).toBe('Opening times not known')
    expect(figure('losersHolding', unopened).reason).toBe('No losing trades')
  })
})

describe('R', () => {
  test('leaves out trades without a risk: an average loss is never put in its place', () => {
    const trades = [
      closedTrade({ net: new Dec(50), risk: new Dec(100) }),
      closedTrade({ net: new Dec(-100), risk: new Dec(100) }),
      closedTrade({ net: new Dec(900), risk: null }),
      closedTrade({ net: new Dec(900), risk: new Dec(0) }),
    ]
    expect(figure('expectancyR', trades)).toEqual({
      value: '-0.25',
      reason: null,
      used: 2,
      leftOut: [{ count: 2, why: 'initial risk not known' }],
    })
  })

  test('of no trade is none', () => {
    expect(figure('totalR', tradesWithNets(1)).reason).toBe('No trade has an initial risk')
  })

  test('makes a system quality number of a hundred trades at most', () => {
    const some = (count: number) =>
      tradesWithNets(...Array.from({ length: count }, (_, index) => (index % 2 ? 3 : -1))).map(
        (trade) => ({ ...trade, risk: new Dec(1) }),
      )
    const mean = 1
    const spread = (count: number) => Math.sqrt((4 * count) / (count - 1))
    expect(Number(figure('sqn', some(50)).value)).toBeCloseTo(
      (Math.sqrt(50) * mean) / spread(50),
      7,
    )
    expect(Number(figure('sqn', some(400)).value)).toBeCloseTo((10 * mean) / spread(400), 7)
    const same = tradesWithNets(...Array<number>(30).fill(1)).map((trade) => ({
      ...trade,
      risk: new Dec(1),
    }))
    expect(figure('sqn', same).reason).toBe('Every trade brought the same R')
  })
})

describe('costs', () => {
  test('are all that lies between gross and net, whatever it is called', () => {
    const trade = closedTrade({
      net: new Dec(7),
      gross: new Dec(12),
      commission: new Dec(-2),
      swap: new Dec(-1),
    })
    expect(figure('costs', [trade]).value).toBe('-5')
    expect(figure('costShare', [trade]).value).toBe('0.41666667')
  })

  test('are no share of a gross result next to nothing', () => {
    const balanced = [
      closedTrade({ gross: new Dec('100.10'), net: new Dec(98) }),
      closedTrade({ gross: new Dec(-100), net: new Dec(-102) }),
    ]
    expect(figure('costShare', balanced).reason).toBe('Gross result too close to zero')
    expect(figure('costShare', tradesWithNets(5, -5)).reason).toBe('Gross result too close to zero')
  })

  test('are not known where gross is not', () => {
    const bare = closedTrade({ gross: null, swap: null })
    expect(figure('costs', [bare]).reason).toBe('Gross result not known')
    expect(figure('swap', [bare, closedTrade({ swap: new Dec(-3) })])).toEqual({
      value: '-3',
      reason: null,
      used: 1,
      leftOut: [{ count: 1, why: 'swap not known' }],
    })
  })
})

describe('after a loss', () => {
  const loss = (hour: number, lots: string, symbol = 'EURUSD') =>
    held(1800, hour, { net: new Dec(-1), lots: new Dec(lots), symbol })
  const win = (hour: number, lots: string, symbol = 'EURUSD') =>
    held(1800, hour, { lots: new Dec(lots), symbol })

  test('comes the next trade opened, of the same symbol for the size', () => {
    const trades = [loss(1, '0.10'), win(2, '5.00', 'XAUUSD'), win(4, '0.30'), win(6, '0.50')]
    expect(figure('sizeAfterLoss', trades).value).toBe('3')
    expect(figure('pauseAfterLoss', trades).value).toBe('1800')
  })

  test('comes nothing when nothing was opened later, not even the losing trade itself', () => {
    const at = noonOf(3)
    const instant = closedTrade({ net: new Dec(-1), openedAt: at, closedAt: at })
    expect(figure('pauseAfterLoss', [win(1, '0.1'), instant]).reason).toBe(
      'No trade followed a loss',
    )
    expect(figure('sizeAfterLoss', [loss(1, '0.1')]).reason).toBe('No trade followed a loss')
  })
})

describe('position sizes', () => {
  test('are compared within a symbol only', () => {
    const trades = [
      ...['0.1', '0.1', '0.1'].map((lots) => closedTrade({ lots: new Dec(lots) })),
      ...['5', '15'].map((lots) => closedTrade({ symbol: 'US 500', lots: new Dec(lots) })),
      closedTrade({ symbol: 'XAUUSD' }),
      closedTrade({ lots: null }),
    ]
    // US 500: sd √50 over 10, two of five trades.
    expect(figure('lotSpread', trades)).toEqual({
      value: new Dec(50).sqrt().dividedBy(10).times(2).dividedBy(5).toDecimalPlaces(8).toString(),
      reason: null,
      used: 5,
      leftOut: [
        { count: 1, why: 'lots not known' },
        { count: 1, why: 'the only trade of its symbol' },
      ],
    })
  })
})

describe('trades beyond the usual day', () => {
  test('are those above the average and twice its spread', () => {
    const counts = [1, 1, 1, 1, 1, 1, 1, 1, 1, 9]
    const trades = counts.flatMap((count, day) =>
      Array.from({ length: count }, () => closedTrade({ closedAt: noonOf(day) })),
    )
    // 1.8 and twice 2.53: usual are up to 6.
    expect(figure('tradesBeyondUsual', trades).value).toBe('3')
    expect(figure('tradesBeyondUsual', trades.slice(0, 9)).reason).toBe(
      'Needs 10 days; there are 9',
    )
  })
})
