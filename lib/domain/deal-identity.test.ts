import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { soakRuns } from '@/lib/domain/testing/soak-runs'
import { type Figures, meet, rowKey, sameFigures } from './deal-identity'
import { Dec } from './decimal'

const AT = new Date('2026-03-02T10:00:00.250Z')
const WHOLE_SECOND = new Date('2026-03-02T10:00:00.000Z')

/** A closing as the API tells it; a file says how finely it writes. */
function figures(changes: Partial<Omit<Figures, 'net'>> & { net?: string } = {}): Figures {
  const { net = '10', ...others } = changes
  return {
    symbol: 'EURUSD',
    side: 'SELL',
    at: AT,
    timeStep: 1,
    price: new Dec('1.1'),
    priceDecimals: null,
    quantity: new Dec('0.01'),
    quantityUnit: 'lots',
    net: new Dec(net),
    ...others,
  }
}

type Changes = Parameters<typeof figures>[0]

/** Whoever is asked first. */
function matches(api: Changes, file: Changes): boolean {
  const told = figures({ priceDecimals: 5, ...file })
  const same = sameFigures(figures(api), told)
  expect(sameFigures(told, figures(api))).toBe(same)
  return same
}

const row = (net: string, dealId: bigint | null = null) => ({
  dealId,
  fingerprint: `${dealId}/${net}`,
  figures: figures({ net, priceDecimals: 5 }),
})
const known = (net: string, dealId: bigint | null = 1n, rows: string[] = []) => ({
  dealId,
  rows: rows.map((print) => rowKey(print, 1)),
  figures: figures({ net }),
})

describe('a closing in a file and one from the API are the same', () => {
  test.each<[string, Changes, Changes]>([
    ['when all figures agree', {}, {}],
    ['whatever the case of the symbol', { symbol: 'EURUSD' }, { symbol: 'EurUsd' }],
    [
      'when the file tells whole seconds',
      { at: new Date('2026-03-02T10:00:05.250Z') },
      { at: new Date('2026-03-02T10:00:05Z'), timeStep: 1_000 },
    ],
    [
      'when the file tells whole minutes',
      { at: new Date('2026-03-02T10:00:42.118Z') },
      { at: WHOLE_SECOND, timeStep: 60_000 },
    ],
    [
      'when the file shows fewer digits of the price',
      { price: new Dec('1.123456') },
      { price: new Dec('1.12346') },
    ],
    ['when the net differs by rounding', { net: '10.00' }, { net: '10.01' }],
    [
      'when the file counts in another unit',
      { quantity: new Dec('0.01') },
      { quantity: new Dec('1000'), quantityUnit: 'units' },
    ],
  ])('%s', (_, api, file) => expect(matches(api, file)).toBe(true))
})

describe('they are two', () => {
  test.each<[string, Changes, Changes]>([
    ['when the symbol differs', {}, { symbol: 'GBPUSD' }],
    ['when the side differs', {}, { side: 'BUY' }],
    ['when the milliseconds differ', {}, { at: new Date(AT.getTime() + 1) }],
    [
      'when the second differs',
      {},
      { at: new Date(WHOLE_SECOND.getTime() + 1_000), timeStep: 1_000 },
    ],
    [
      'when a price differs where it ends in zeros',
      { price: new Dec('1.1') },
      { price: new Dec('1.1049') },
    ],
    ['when the price differs', { price: new Dec('1.1') }, { price: new Dec('1.10001') }],
    ['when the quantity differs', {}, { quantity: new Dec('0.02') }],
    ['when the net differs by more than rounding', { net: '10.00' }, { net: '10.02' }],
  ])('%s', (_, api, file) => expect(matches(api, file)).toBe(false))
})

describe('a row finds its deal', () => {
  const ref = (rows: ReturnType<typeof row>[], deals: ReturnType<typeof known>[]) =>
    meet(rows, deals).map((meeting) => meeting && [deals.indexOf(meeting.deal), meeting.by])

  test('by its id before anything else, whatever the figures say', () => {
    expect(ref([row('10', 7n)], [known('10', null), known('99', 7n)])).toEqual([[1, 'deal-id']])
  })

  test('by the same row of an earlier file before others with its figures', () => {
    const deals = [known('10', null), known('10', null, ['null/10'])]
    expect(ref([row('10')], deals)).toEqual([[1, 'fingerprint']])
  })

  test('not where both have an id and the ids differ', () => {
    expect(ref([row('10', 7n)], [known('10', 8n, ['7/10'])])).toEqual([null])
  })

  test('not where the deal closes nothing', () => {
    expect(ref([row('10')], [{ ...known('10'), figures: null } as never])).toEqual([null])
  })

  test('the first of equals, each for one row only', () => {
    const deals = [known('10', 1n), known('10', 2n)]
    expect(ref([row('10'), row('10'), row('10')], deals)).toEqual([
      [0, 'figures'],
      [1, 'figures'],
      null,
    ])
  })

  test('whose net is equal before one a cent away', () => {
    const deals = [known('10.00', 1n), known('10.02', 2n)]
    expect(ref([row('10.01'), row('10.00')], deals)).toEqual([
      [1, 'figures'],
      [0, 'figures'],
    ])
  })

  test('when an earlier file wrote whole minutes or fewer digits than this one', () => {
    const at = new Date('2026-03-02T10:00:00Z')
    const coarse = { ...known('10', null), figures: figures({ at, timeStep: 60_000 }) }
    const rounded = { ...known('10', null), figures: figures({ priceDecimals: 1 }) }
    const fine = (changes: Changes) => ({ ...row('10'), figures: figures(changes) })
    const late = fine({ at: new Date('2026-03-02T10:00:42.118Z'), priceDecimals: 5 })
    expect(meet([late], [coarse])[0]?.by).toBe('figures')
    expect(meet([fine({ price: new Dec('1.14999'), priceDecimals: 5 })], [rounded])[0]?.by).toBe(
      'figures',
    )
  })
})

describe('several closings in one second', () => {
  const nets = fc.array(fc.integer({ min: 1_000, max: 1_005 }), { minLength: 1, maxLength: 8 })
  const text = (cents: number) => (cents / 100).toFixed(2)

  test('each find their own row when the file holds all of them, in any order', () => {
    const bothOrders = nets.chain((cents) =>
      fc.tuple(fc.constant(cents), fc.shuffledSubarray(cents, { minLength: cents.length })),
    )
    fc.assert(
      fc.property(bothOrders, ([inApi, inFile]) => {
        const met = meet(
          inFile.map((cents) => row(text(cents))),
          inApi.map((cents, index) => known(text(cents), BigInt(index + 1))),
        )
        expect(met.every((meeting) => meeting !== null)).toBe(true)
        expect(new Set(met.map((meeting) => meeting?.deal)).size).toBe(inFile.length)
      }),
      soakRuns(500),
    )
  })

  test('never share a row', () => {
    fc.assert(
      fc.property(nets, nets, (inApi, inFile) => {
        const met = meet(
          inFile.map((cents) => row(text(cents))),
          inApi.map((cents, index) => known(text(cents), BigInt(index + 1))),
        ).flatMap((meeting) => (meeting ? [meeting.deal] : []))
        expect(new Set(met).size).toBe(met.length)
      }),
    )
  })
})
