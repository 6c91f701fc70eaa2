import { Decimal } from 'decimal.js'
import { describe, expect, test } from 'vitest'
import { type Figures, rowKey } from '@/lib/domain/deal-identity'
import { fingerprint } from './fingerprint'
import { groupIntoPositions } from './group-into-positions'
import { type ExistingClosing, reconcile } from './reconcile'
import type { ImportedDeal } from './types'

function aDeal(changes: Partial<ImportedDeal> = {}): ImportedDeal {
  return {
    line: 2,
    externalDealId: null,
    externalOrderId: null,
    externalPositionId: null,
    symbol: 'EURUSD',
    direction: 'LONG',
    openedAt: null,
    closedAt: new Date('2026-07-14T07:15:42.118Z'),
    closedAtPrecision: 'millisecond',
    entryPrice: '1.0842',
    exitPrice: '1.0852',
    entryPriceDecimals: 5,
    exitPriceDecimals: 5,
    quantity: '0.5',
    quantityUnit: 'lots',
    gross: null,
    swap: null,
    commission: null,
    net: '47',
    currency: 'USD',
    balanceAfter: null,
    pips: null,
    label: null,
    comment: null,
    channel: null,
    ...changes,
  }
}

type Stored = Partial<Figures> & Partial<Omit<ExistingClosing, 'figures'>>

function aStored({ ref, dealId, rows, entryPrice, ...figures }: Stored = {}): ExistingClosing {
  const row = aDeal()
  return {
    ref: ref ?? 'stored',
    dealId: dealId ?? null,
    rows: rows ?? [],
    entryPrice: entryPrice ?? new Decimal(row.entryPrice),
    figures: {
      symbol: row.symbol,
      side: 'SELL',
      at: row.closedAt,
      timeStep: 1,
      price: new Decimal(row.exitPrice),
      priceDecimals: null,
      quantity: new Decimal(row.quantity),
      quantityUnit: row.quantityUnit,
      net: new Decimal(row.net),
      ...figures,
    },
  }
}

const print = fingerprint(aDeal())
const verdictsOf = (rows: ImportedDeal[], existing: ExistingClosing[]) =>
  reconcile(rows, existing).verdicts.map(({ line, fingerprint: _, ...verdict }) => verdict)

describe('fingerprint', () => {
  test('does not depend on how a symbol is written, nor on what else the row says', () => {
    const same = aDeal({
      symbol: ' eurusd ',
      line: 9,
      comment: 'a note',
    })
    expect(fingerprint(same)).toBe(print)
  })

  test('is stable: changing it would import every stored file again', () => {
    expect(print).toBe('62e59f2f28ed152af6106d3b9d1668750c0e47af2692a8fb021da48b6675be0c')
  })

  test.each([
    { symbol: 'EURUSD.' },
    { direction: 'SHORT' as const },
    { closedAt: new Date('2026-07-14T07:15:42.119Z') },
    { entryPrice: '1.08421' },
    { exitPrice: '1.08521' },
    { quantity: '0.51' },
    { quantityUnit: 'Oz' },
    { net: '47.01' },
  ])('changes with %o', (change) => {
    expect(fingerprint(aDeal(change))).not.toBe(print)
  })
})

describe('reconcile', () => {
  test('an empty account makes every row new, equal rows counted', () => {
    expect(verdictsOf([aDeal(), aDeal({ line: 3 })], [])).toEqual([
      { verdict: 'new' },
      { verdict: 'new' },
    ])
  })

  test('the same file again adds nothing, one row more adds one', () => {
    const stored = [
      aStored({ ref: 'a', rows: [rowKey(print, 1)] }),
      aStored({ ref: 'b', rows: [rowKey(print, 1)] }),
    ]
    const rows = [aDeal(), aDeal({ line: 3 }), aDeal({ line: 4 })]
    const plan = reconcile(rows, stored)
    expect(plan.counts).toEqual({ new: 1, alreadyHere: 2, differs: 0, repeated: 0 })
    expect(plan.verdicts[2]).toMatchObject({ verdict: 'new' })
  })

  test('a line the trader wants apart is new, and another of its kind still meets', () => {
    const rows = [aDeal(), aDeal({ line: 3 })]
    const stored = [aStored({ rows: [rowKey(print, 1)] })]
    const { verdicts } = reconcile(rows, stored, new Set([2]))
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['new', 'already-here'])
    const known = [aDeal({ externalDealId: 7n })]
    expect(reconcile(known, [aStored({ dealId: 7n })], new Set([2])).counts.new).toBe(0)
  })

  test('a deal id matches before anything else, and differences are listed', () => {
    const rows = [aDeal({ externalDealId: 7n }), aDeal({ externalDealId: 8n, net: '40' })]
    const stored = [
      aStored({ ref: 'seven', dealId: 7n, price: new Decimal('1.085203') }),
      aStored({ ref: 'eight', dealId: 8n }),
    ]
    expect(verdictsOf(rows, stored)).toEqual([
      { verdict: 'already-here', matchedBy: 'deal-id', ref: 'seven' },
      {
        verdict: 'differs',
        ref: 'eight',
        differences: [{ field: 'net', ours: '47', file: '40' }],
      },
    ])
  })

  test('a deal id twice in one file counts once', () => {
    const rows = [aDeal({ externalDealId: 7n }), aDeal({ externalDealId: 7n, line: 3 })]
    expect(verdictsOf(rows, [])).toEqual([
      { verdict: 'new' },
      { verdict: 'repeated', firstLine: 2 },
    ])
  })

  test('two deal ids are two deals, however alike', () => {
    const stored = [aStored({ dealId: 7n, rows: [rowKey(print, 1)] })]
    expect(verdictsOf([aDeal({ externalDealId: 8n })], stored)).toEqual([{ verdict: 'new' }])
  })

  test('a row without id finds a synced deal by its figures, within what the file writes', () => {
    const synced = aStored({
      dealId: 7n,
      symbol: 'eurusd',
      price: new Decimal('1.0852049'),
      net: new Decimal('47.01'),
    })
    expect(verdictsOf([aDeal()], [synced])).toEqual([
      { verdict: 'already-here', matchedBy: 'figures', ref: 'stored' },
    ])
  })

  test.each([
    ['another millisecond', { at: new Date('2026-07-14T07:15:42.119Z') }],
    ['another exit price', { price: new Decimal('1.08521') }],
    ['another quantity', { quantity: new Decimal('0.49') }],
    ['another net', { net: new Decimal('47.02') }],
    ['another direction', { side: 'BUY' as const }],
    ['another symbol', { symbol: 'EURUSD.x' }],
  ])('%s is another deal', (_, change) => {
    expect(verdictsOf([aDeal()], [aStored({ dealId: 7n, ...change })])).toEqual([
      { verdict: 'new' },
    ])
  })

  test('a file with whole seconds matches within the second', () => {
    const row = aDeal({
      closedAt: new Date('2026-07-14T07:15:42.000Z'),
      closedAtPrecision: 'second',
    })
    expect(verdictsOf([row, row], [aStored({ dealId: 7n })])).toMatchObject([
      { verdict: 'already-here', matchedBy: 'figures' },
      { verdict: 'new' },
    ])
  })

  test('the best match is taken first, whatever the order of rows', () => {
    const nearly = aDeal({ line: 3, net: '47.01' })
    const stored = [
      aStored({ ref: 'exact', rows: [rowKey(print, 1)] }),
      aStored({ ref: 'near', dealId: 9n, net: new Decimal('47.01') }),
    ]
    expect(verdictsOf([nearly, aDeal()], stored)).toEqual([
      { verdict: 'already-here', matchedBy: 'figures', ref: 'near' },
      { verdict: 'already-here', matchedBy: 'fingerprint', ref: 'exact' },
    ])
  })
})

describe('groupIntoPositions', () => {
  const openedAt = new Date('2026-07-14T05:10:00.125Z')

  test('the position id decides, then the opening, then the entry price as a guess', () => {
    const groups = groupIntoPositions([
      aDeal({ externalPositionId: 5n }),
      aDeal({ externalPositionId: 5n, symbol: 'XAUUSD' }),
      aDeal({ openedAt }),
      aDeal({ openedAt, exitPrice: '1.09' }),
      aDeal({ openedAt: new Date('2026-07-15T05:10:00.125Z') }),
      aDeal(),
      aDeal({ entryPrice: '1.0842' }),
      aDeal({ direction: 'SHORT' }),
    ])
    const keys = groups.map(({ key }) => key)
    expect(keys[0]).toBe(keys[1])
    expect(keys[2]).toBe(keys[3])
    expect(keys[5]).toBe(keys[6])
    expect(new Set(keys).size).toBe(5)
    expect(groups.map(({ inferred }) => inferred)).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
      true,
      true,
    ])
  })
})
