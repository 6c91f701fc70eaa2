import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { soakRuns } from '@/lib/domain/testing/soak-runs'
import type { Deal } from './deal'
import { matchByFigures } from './deal-identity'
import { Dec } from './decimal'
import { makeClosing, makeDeal, makeFileDeal } from './testing/deals'

const AT = new Date('2026-03-02T10:00:00.250Z')
const WHOLE_SECOND = new Date('2026-03-02T10:00:00.000Z')

/** What differs from the closing that everybody means. */
type Figures = Partial<Omit<Deal, 'quantity'>> & { net?: string; quantity?: string }

/** The same closing, as the API and as a file tell it. */
function told(by: 'api' | 'file', { net = '10', quantity = '0.01', ...deal }: Figures): Deal {
  const closing = { net: new Dec(net), quantity: new Dec(quantity) }
  return by === 'api'
    ? makeDeal({ side: 'SELL', executedAt: AT, closing: makeClosing(closing), ...deal })
    : makeFileDeal({ executedAt: AT, closing: makeClosing({ ...closing, volume: null }), ...deal })
}

function matches(api: Figures, file: Figures): boolean {
  return matchByFigures([told('api', api)], [told('file', file)]).size === 1
}

describe('a closing in a file and one from the API are the same', () => {
  test.each<[string, Figures, Figures]>([
    ['when all figures agree', {}, {}],
    ['whatever the case of the symbol', { symbol: 'EURUSD' }, { symbol: 'EurUsd' }],
    [
      'when the file tells whole seconds',
      { executedAt: new Date('2026-03-02T10:00:05.250Z') },
      { executedAt: new Date('2026-03-02T10:00:05Z') },
    ],
    [
      'when the file tells whole minutes',
      { executedAt: new Date('2026-03-02T10:00:42.118Z') },
      { executedAt: WHOLE_SECOND },
    ],
    [
      'when the file shows fewer digits of the price',
      { price: new Dec('1.123456') },
      { price: new Dec('1.12346') },
    ],
    ['when the net differs by rounding', { net: '10.00' }, { net: '10.01' }],
    [
      'when the file counts in another unit',
      { quantity: '0.01' },
      { quantity: '1000', quantityUnit: 'units' },
    ],
  ])('%s', (_, api, file) => expect(matches(api, file)).toBe(true))
})

describe('they are two', () => {
  test.each<[string, Figures, Figures]>([
    ['when the symbol differs', {}, { symbol: 'GBPUSD' }],
    ['when the side differs', {}, { side: 'BUY' }],
    ['when the milliseconds differ', {}, { executedAt: new Date(AT.getTime() + 1) }],
    ['when the second differs', {}, { executedAt: new Date(WHOLE_SECOND.getTime() + 1_000) }],
    ['when the price differs', { price: new Dec('1.1') }, { price: new Dec('1.10001') }],
    ['when the quantity differs', { quantity: '0.01' }, { quantity: '0.02' }],
    ['when the net differs by more than rounding', { net: '10.00' }, { net: '10.02' }],
    ['when one of them closes nothing', { closing: null }, {}],
  ])('%s', (_, api, file) => expect(matches(api, file)).toBe(false))
})

describe('several closings in one second', () => {
  const nets = fc.array(fc.integer({ min: 1_000, max: 1_005 }), { minLength: 1, maxLength: 8 })

  test('each find their own row when the file holds all of them, in any order', () => {
    const bothOrders = nets.chain((cents) =>
      fc.tuple(fc.constant(cents), fc.shuffledSubarray(cents, { minLength: cents.length })),
    )
    fc.assert(
      fc.property(bothOrders, ([inApi, inFile]) => {
        const deals = inApi.map((cents) => told('api', { net: (cents / 100).toFixed(2) }))
        const rows = inFile.map((cents) => told('file', { net: (cents / 100).toFixed(2) }))
        const pairs = matchByFigures(deals, rows)
        expect(pairs.size).toBe(deals.length)
        expect(new Set(pairs.values()).size).toBe(rows.length)
      }),
      soakRuns(500),
    )
  })

  test('never share a row', () => {
    fc.assert(
      fc.property(nets, nets, (inApi, inFile) => {
        const pairs = matchByFigures(
          inApi.map((cents) => told('api', { net: (cents / 100).toFixed(2) })),
          inFile.map((cents) => told('file', { net: (cents / 100).toFixed(2) })),
        )
        expect(new Set(pairs.values()).size).toBe(pairs.size)
      }),
    )
  })
})
