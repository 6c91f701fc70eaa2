import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SymbolFacts } from '@/lib/domain/symbol'
import { instant, mapCashOperation, mapDeal, milliseconds, money } from './mapper'
import { ENUMS, type Message } from './schema'

const { DealStatus, TradeSide, ChangeBalanceType } = ENUMS
const SYMBOLS = new Map<bigint, SymbolFacts>([
  [1n, { name: 'EURUSD', digits: 5, pipPosition: 4, lotSize: 10_000_000n }],
  [2n, { name: 'OLD', digits: null, pipPosition: null, lotSize: null }],
])
const SCALE = { accountMoneyDigits: 2 }

function wireDeal(deal: Partial<Message<'DealRecord'>> = {}): Message<'DealRecord'> {
  return {
    dealId: 11n,
    orderId: 12n,
    positionId: 13n,
    filledVolume: 100_000n,
    symbolId: 1n,
    executionTimestamp: 1_767_225_600_123n,
    executionPrice: 1.08492,
    tradeSide: TradeSide.SELL,
    dealStatus: DealStatus.FILLED,
    ...deal,
  }
}

function wireClose(
  detail: Partial<Message<'ClosePositionDetail'>> = {},
): Message<'ClosePositionDetail'> {
  return {
    entryPrice: 1.08,
    grossProfit: 1_000n,
    swap: -20n,
    commission: -30n,
    balance: 100_950n,
    ...detail,
  }
}

const closing = (
  detail: Partial<Message<'ClosePositionDetail'>>,
  deal: Partial<Message<'DealRecord'>> = {},
  accountMoneyDigits = 2,
) =>
  mapDeal(wireDeal({ ...deal, closePositionDetail: wireClose(detail) }), SYMBOLS, {
    accountMoneyDigits,
  })?.closing

describe('money', () => {
  test('is exact for every amount and exponent', () => {
    const raw = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
    fc.assert(
      fc.property(raw, fc.integer({ min: 0, max: 8 }), (amount, digits) => {
        const scaled = money(amount, digits).times(10 ** digits)
        expect(scaled.toFixed()).toBe(amount.toString())
      }),
    )
  })

  test.each<[string, number | undefined, number | undefined, number, string]>([
    ['by its own record’s exponent', 5, 3, 2, '0.01'],
    ['by the deal’s exponent when the detail has none', undefined, 3, 2, '1'],
    ['by the account’s exponent when neither has one', undefined, undefined, 2, '10'],
    ['by an exponent of zero, which is not a missing one', 0, 3, 2, '1000'],
  ])('of a closing is scaled %s', (_, detail, deal, account, gross) => {
    const closed = closing({ moneyDigits: detail }, { moneyDigits: deal }, account)
    expect(closed?.gross?.toString()).toBe(gross)
  })

  test.each<[string, number | undefined, number | undefined, string]>([
    ['its own', 3, 5, '-0.007'],
    ['the detail’s', undefined, 5, '-0.00007'],
    ['the account’s', undefined, undefined, '-0.07'],
  ])('of a deal’s commission is scaled by %s exponent', (_, own, detail, commission) => {
    const deal = wireDeal({
      commission: -7n,
      moneyDigits: own,
      closePositionDetail: wireClose({ moneyDigits: detail }),
    })
    expect(mapDeal(deal, SYMBOLS, SCALE)?.commission?.toString()).toBe(commission)
  })

  test('net takes the conversion fee off, whatever its sign', () => {
    for (const pnlConversionFee of [5n, -5n]) {
      const closed = closing({ pnlConversionFee })
      expect(closed?.conversionFee?.toString()).toBe('0.05')
      expect(closed?.net.toString()).toBe('9.45')
    }
  })
})

describe('a deal that moved no volume', () => {
  test.each(['REJECTED', 'INTERNALLY_REJECTED', 'ERROR', 'MISSED'] as const)('%s', (status) => {
    expect(mapDeal(wireDeal({ dealStatus: DealStatus[status] }), SYMBOLS, SCALE)).toBeNull()
  })

  test('a status we do not know', () => {
    expect(mapDeal(wireDeal({ dealStatus: 99 }), SYMBOLS, SCALE)).toBeNull()
  })
})

describe('a deal that did', () => {
  test('keeps the broker’s values', () => {
    const wire = wireDeal({ dealStatus: DealStatus.PARTIALLY_FILLED, dealId: 2n ** 62n })
    expect(mapDeal(wire, SYMBOLS, SCALE)).toMatchObject({
      source: 'SYNC',
      dealId: 2n ** 62n,
      positionId: 13n,
      symbol: 'EURUSD',
      side: 'SELL',
      volume: 100_000n,
      quantityUnit: 'lots',
      executedAt: new Date(1_767_225_600_123),
      closing: null,
    })
  })

  test('closes by the presence of its detail, even when that leaves no balance', () => {
    expect(closing({ balance: 0n })?.balanceAfter?.toString()).toBe('0')
    expect(closing({ balance: -5n })?.balanceAfter?.toString()).toBe('-0.05')
  })

  test('may close less than it filled, when it reverses the position', () => {
    const closed = closing({ closedVolume: 40_000n })
    expect(closed).toMatchObject({ volume: 40_000n })
    expect(closed?.quantity.toString()).toBe('0.004')
    expect(closing({})).toMatchObject({ volume: 100_000n })
  })

  test('has the price the double stands for, not its binary tail', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), fc.nat(8), (ticks, digits) => {
        const price = money(BigInt(ticks), digits)
        const deal = mapDeal(wireDeal({ executionPrice: price.toNumber() }), SYMBOLS, SCALE)
        expect(deal?.price.equals(price)).toBe(true)
      }),
    )
  })

  test('counts units when the lot size is unknown, and names a symbol we do not know', () => {
    const archived = mapDeal(wireDeal({ symbolId: 2n }), SYMBOLS, SCALE)
    expect(archived).toMatchObject({ symbol: 'OLD', quantityUnit: 'units' })
    expect(archived?.quantity.toString()).toBe('1000')
    expect(mapDeal(wireDeal({ symbolId: 77n }), SYMBOLS, SCALE)?.symbol).toBe('Symbol 77')
  })
})

describe('a cash operation', () => {
  function flow(operationType: number, delta: bigint, moneyDigits?: number) {
    return mapCashOperation(
      {
        operationType,
        balanceHistoryId: 1n,
        balance: 500n,
        delta,
        changeBalanceTimestamp: 1_767_225_600_000n,
        moneyDigits,
      },
      SCALE,
    )
  }

  test('that takes money out is negative, however its amount was signed', () => {
    for (const [name, number] of Object.entries(ChangeBalanceType)) {
      const sign = name.startsWith('BALANCE_WITHDRAW') ? -1 : 1
      expect(flow(number, 100n).delta.toNumber(), name).toBe(sign)
    }
    expect(flow(ChangeBalanceType.BALANCE_WITHDRAW, -100n).delta.toNumber()).toBe(-1)
    expect(flow(ChangeBalanceType.BALANCE_DEPOSIT_SWAP, -100n).delta.toNumber()).toBe(-1)
  })

  test('of a kind we do not know keeps its number and sign', () => {
    expect(flow(99, -100n)).toMatchObject({ operation: 'OPERATION_99' })
    expect(flow(99, -100n).delta.toString()).toBe('-1')
  })

  test('is scaled by its own exponent, else the account’s', () => {
    expect(flow(0, 100n, 0).delta.toString()).toBe('100')
    expect(flow(0, 100n).balanceAfter.toString()).toBe('5')
  })
})

test('instants survive the way to the wire and back', () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (at) => {
      expect(instant(milliseconds(at))).toEqual(at)
    }),
  )
})
