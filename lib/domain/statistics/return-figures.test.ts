import { describe, expect, test } from 'vitest'
import { Dec } from '@/lib/domain/decimal'
import { closedTrade, noonOf, tradesWithNets } from '@/lib/domain/testing/closed-trades'
import { withBusinessDays } from './days'
import { type FigureId, figureOf } from './figures'
import { type AccountMoney, sampleOf } from './sample'
import { DEFAULT_SETTINGS, type FigureSettings } from './settings'

const THOUSAND: AccountMoney = { openingBalance: new Dec(1000), moves: [] }

function figure(
  id: FigureId,
  trades: Parameters<typeof sampleOf>[0],
  money: AccountMoney | null = THOUSAND,
  settings: Partial<FigureSettings> = {},
) {
  return figureOf(id).compute(sampleOf(trades, { ...DEFAULT_SETTINGS, ...settings }, money))
}

function returnsOf(trades: Parameters<typeof sampleOf>[0], money: AccountMoney, days = 'trading') {
  const settings = { ...DEFAULT_SETTINGS, returnDays: days as FigureSettings['returnDays'] }
  return sampleOf(trades, settings, money)
    .returns()
    .returns.map(({ value }) => value.toDecimalPlaces(6).toString())
}

describe('daily returns', () => {
  test('are over the balance at the start of the day', () => {
    expect(returnsOf(tradesWithNets(100, 110, -121), THOUSAND)).toEqual(['0.1', '0.1', '-0.1'])
  })

  test('take a deposit from the start of its day and a withdrawal from its end', () => {
    const late = new Date(noonOf(1).getTime() + 6 * 3_600_000)
    const moved = (amount: number) => ({
      ...THOUSAND,
      moves: [{ at: late, amount: new Dec(amount) }],
    })
    expect(returnsOf(tradesWithNets(0, 100, 100), moved(1000))).toEqual(['0', '0.05', '0.047619'])
    expect(returnsOf(tradesWithNets(0, 100, 100), moved(-600))).toEqual(['0', '0.1', '0.2'])
  })

  test('are left out for days that begin without a balance', () => {
    const trades = tradesWithNets(-1000, 50, 50)
    expect(returnsOf(trades, THOUSAND)).toEqual(['-1', '1'])
    expect(figure('averageDailyReturn', trades).leftOut).toEqual([
      { count: 1, why: 'balance at the start of the day not positive' },
    ])
  })

  test('are none without a starting balance', () => {
    for (const id of ['sharpe', 'sortino', 'calmar', 'totalReturn', 'riskOfRuin'] as const)
      expect(figure(id, tradesWithNets(1, 2), null).reason).toBe('Starting balance not known')
  })

  test('of all business days have zeros where nothing was closed, and keep a Sunday with trades', () => {
    // Monday the 5th, Sunday the 11th, Tuesday the 13th.
    const days = [0, 6, 8].map((day) => ({
      day: noonOf(day).toISOString().slice(0, 10),
      result: new Dec(1),
      trades: 1,
    }))
    expect(withBusinessDays(days).map(({ day, trades }) => `${day.slice(8)}:${trades}`)).toEqual(
      '05:1 06:0 07:0 08:0 09:0 11:1 12:0 13:1'.split(' '),
    )
  })

  test('of all business days make an idle trader look as good as he is', () => {
    const trades = Array.from({ length: 25 }, (_, week) =>
      closedTrade({ net: new Dec(week % 2 ? 30 : -10), closedAt: noonOf(week * 7) }),
    )
    const [allDays, fewDays] = (['business', 'trading'] as const).map(
      (returnDays) => figure('sharpe', trades, THOUSAND, { returnDays }).value as Dec,
    ) as [Dec, Dec]
    // One day a week: about √5 between them.
    expect(fewDays.dividedBy(allDays).toNumber()).toBeCloseTo(Math.sqrt(5), 0)
  })
})

describe('ratios of returns', () => {
  test('need twenty days', () => {
    const trades = tradesWithNets(...Array<number>(10).fill(1))
    expect(figure('sharpe', trades, THOUSAND, { returnDays: 'trading' }).reason).toBe(
      'Needs 20 days; there are 10',
    )
  })

  test('have no value where there is nothing to divide by', () => {
    const flat = tradesWithNets(...Array<number>(30).fill(0))
    expect(figure('sharpe', flat).reason).toBe('Every day brought the same return')
    expect(figure('sortino', flat).reason).toBe('No day below the target')
    const winners = tradesWithNets(...Array<number>(120).fill(1))
    expect(figure('calmar', winners).reason).toBe('No drawdown')
  })

  test('Sortino counts equal shortfalls, and all days', () => {
    // 30 days in turn up 2 and down 1 of a balance brought back to 100 each day: a profit is taken
    // out late, a loss made good at midnight.
    const nets = Array.from({ length: 30 }, (_, day) => (day % 2 ? -1 : 2))
    const moves = nets.map((net, day) => ({
      at: new Date(noonOf(day).getTime() + (net > 0 ? 11 : 12) * 3_600_000),
      amount: new Dec(-net),
    }))
    const money = { openingBalance: new Dec(100), moves }
    const sortino = figure('sortino', tradesWithNets(...nets), money, { returnDays: 'trading' })
    // Mean 0.005; half of the days fall short by 0.01: √(0.0001 / 2).
    const expected = (0.005 / Math.sqrt(0.0001 / 2)) * Math.sqrt(252)
    expect(sortino.value?.toNumber()).toBeCloseTo(expected, 10)
    const higher = figure('sortino', tradesWithNets(...nets), money, {
      returnDays: 'trading',
      targetReturn: new Dec('0.005'),
    })
    expect(higher.value?.toNumber()).toBeCloseTo(0, 10)
  })

  test('a year is not told from less than ninety days, nor from a lost balance', () => {
    expect(figure('annualReturn', tradesWithNets(...Array<number>(89).fill(1))).reason).toBe(
      'Needs 90 days; there are 89',
    )
    const lost = tradesWithNets(-1000, ...Array<number>(100).fill(0))
    expect(figure('annualReturn', lost).reason).toBe('The balance was lost')
  })

  test('a year of 365 days with a hundred on a thousand is ten percent', () => {
    const year = [
      closedTrade({ net: new Dec(40), closedAt: noonOf(0) }),
      closedTrade({ net: new Dec(60), closedAt: noonOf(364) }),
    ]
    expect(figure('annualReturn', year).value?.toDecimalPlaces(12).toString()).toBe('0.1')
  })
})
