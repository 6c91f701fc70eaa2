import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Dec } from '@/lib/domain/decimal'
import { anyTrades, closedTrade } from '@/lib/domain/testing/closed-trades'
import { COST_FIGURES } from './cost-figures'
import { costSumsOf } from './cost-sums'
import { figureOf } from './figures'
import { sampleOf } from './sample'
import { DEFAULT_SETTINGS } from './settings'

const bare = closedTrade({ gross: null, commission: null, swap: null, lots: null })

describe('costs', () => {
  test('are the same from sums alone, and whichever result counts', () => {
    fc.assert(
      fc.property(anyTrades, (trades) => {
        const sums = costSumsOf(trades)
        for (const figure of COST_FIGURES)
          for (const basis of ['net', 'gross'] as const) {
            const ofTrades = figure.compute(sampleOf(trades, { ...DEFAULT_SETTINGS, basis }))
            expect(figure.ofCosts(sums), figure.id).toEqual(ofTrades)
          }
      }),
    )
  })

  test('that no trade tells are missing for that reason, and not for want of trades', () => {
    const none = costSumsOf([])
    const untold = costSumsOf([bare, bare])
    const reasons = (['costShare', 'costPerLot'] as const).map((id) => [
      figureOf(id).ofCosts(none).reason,
      figureOf(id).ofCosts(untold).reason,
    ])
    expect(reasons).toEqual([
      ['No trades', 'Gross result not known'],
      ['No trades', 'Gross result not known'],
    ])
    const withoutLots = costSumsOf([closedTrade({ lots: null })])
    expect(figureOf('costPerLot').ofCosts(withoutLots).reason).toBe('Lots not known')
  })

  test('are no share of a gross result next to nothing', () => {
    const share = (gross: number) =>
      figureOf('costShare').ofCosts(
        costSumsOf([closedTrade({ gross: new Dec(gross), net: new Dec(gross).minus(20) })]),
      )
    expect(share(1).reason).toBe('Gross result too close to zero')
    expect(share(2).value?.toString()).toBe('10')
    expect(share(0).reason).toBe('Gross result too close to zero')
  })
})
