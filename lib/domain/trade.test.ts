import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { soakRuns } from '@/lib/domain/testing/soak-runs'
import { Dec, sum } from './decimal'
import {
  type ExpectedTrade,
  LOT_SIZE,
  makeClosing,
  makeDeal,
  makeFileDeal,
  playedPosition,
} from './testing/deals'
import { buildTrades, type Trade } from './trade'

const OPENED = new Date('2026-01-05T09:00:00Z')
const EURUSD = { name: 'EURUSD', digits: 5, pipPosition: 4, lotSize: LOT_SIZE }

const positionInAnyOrder = playedPosition().chain((position) =>
  fc.record({
    position: fc.constant(position),
    shuffled: fc.shuffledSubarray(position.deals, { minLength: position.deals.length }),
  }),
)

/** Volume-weighted, worked out with whole numbers. */
function average(parts: { steps: number; price: number }[]): string {
  const weight = parts.reduce((total, { steps }) => total + steps, 0)
  const value = parts.reduce((total, { steps, price }) => total + steps * price, 0)
  return new Dec(value).dividedBy(weight).dividedBy(100_000).toFixed(12)
}

function shown(trade: Trade) {
  return {
    direction: trade.direction,
    closed: trade.closed,
    openedAt: trade.openedAt,
    closedAt: trade.closedAt,
    entryPrice: trade.entryPrice.toFixed(12),
    exitPrice: trade.exitPrice.toFixed(12),
    quantity: trade.quantity.toFixed(2),
    net: trade.net.toFixed(2),
    closings: closingIds(trade),
    closingDeals: trade.closingDeals,
  }
}

function closingIds({ deals }: Trade): (bigint | null)[] {
  return deals.filter(({ closing }) => closing).map(({ dealId }) => dealId)
}

function expected({ openings, closings, ...trade }: ExpectedTrade) {
  const total = (of: (closing: (typeof closings)[number]) => number) =>
    closings.reduce((soFar, closing) => soFar + of(closing), 0)
  return {
    ...trade,
    entryPrice: average(openings),
    exitPrice: average(closings),
    quantity: new Dec(total(({ steps }) => steps)).dividedBy(100).toFixed(2),
    net: new Dec(total(({ netCents }) => netCents)).dividedBy(100).toFixed(2),
    closings: closings.map(({ dealId }) => dealId),
    closingDeals: closings.length,
  }
}

describe('a position whose whole history is known', () => {
  test('becomes the trades it was, in whatever order its deals come', () => {
    fc.assert(
      fc.property(positionInAnyOrder, ({ position, shuffled }) => {
        const trades = buildTrades(shuffled, EURUSD, position.stillOpen)
        expect(trades.map(shown)).toEqual(position.trades.map(expected))
      }),
      soakRuns(500),
    )
  })

  test('is open or closed by its own volumes, even when the list of open positions is stale', () => {
    fc.assert(
      fc.property(playedPosition(), fc.boolean(), ({ deals, trades }, listedAsOpen) => {
        const flags = buildTrades(deals, EURUSD, listedAsOpen).map(({ closed }) => closed)
        expect(flags).toEqual(trades.map(({ closed }) => closed))
      }),
    )
  })
})

describe('a position of which only the newest deals have arrived', () => {
  test('loses no closing deal, counts none twice and keeps the money', () => {
    fc.assert(
      fc.property(playedPosition(), fc.nat(), ({ deals, stillOpen }, seed) => {
        const newest = deals.slice(seed % deals.length)
        const closings = newest.filter(({ closing }) => closing)
        const trades = buildTrades(newest, EURUSD, stillOpen)
        expect(trades.flatMap(closingIds)).toEqual(closings.map(({ dealId }) => dealId))
        const nets = closings.flatMap(({ closing }) => closing?.net ?? [])
        expect(sum(trades.map(({ net }) => net)).equals(sum(nets))).toBe(true)
      }),
      soakRuns(300),
    )
  })

  test('never takes a closing time for its opening', () => {
    fc.assert(
      fc.property(playedPosition(), fc.nat(), ({ deals, stillOpen }, seed) => {
        const newest = deals.slice(seed % deals.length)
        const opens = newest.filter(
          ({ closing, volume }) => !closing || (volume ?? 0n) > (closing.volume ?? 0n),
        )
        const times = opens.map(({ executedAt }) => executedAt.getTime())
        for (const { openedAt } of buildTrades(newest, EURUSD, stillOpen))
          if (openedAt) expect(times).toContain(openedAt.getTime())
      }),
    )
  })

  test('takes its entry from the closing deals, and from the provider whether it is open', () => {
    const closing = makeDeal({
      dealId: 9n,
      side: 'SELL',
      price: new Dec('1.2'),
      closing: makeClosing({ entryPrice: new Dec('1.15') }),
    })
    const [open] = buildTrades([closing], EURUSD, true)
    expect(open).toMatchObject({ direction: 'LONG', openedAt: null, closed: false })
    expect(open?.entryPrice.toString()).toBe('1.15')
    expect(open?.pips?.toString()).toBe('500')
    const [closed] = buildTrades([closing], EURUSD, false)
    expect(closed?.closed).toBe(true)
  })

  test('knows neither opening nor entry while a scale-in is known but the first opening is not', () => {
    const scaleIn = makeDeal({ dealId: 2n, price: new Dec('1.3') })
    const close = makeDeal({
      dealId: 3n,
      side: 'SELL',
      volume: 300_000n,
      executedAt: new Date(scaleIn.executedAt.getTime() + 1),
      closing: makeClosing({ volume: 300_000n, entryPrice: new Dec('1.2') }),
    })
    const [trade] = buildTrades([scaleIn, close], EURUSD, false)
    expect(trade?.openedAt).toBeNull()
    expect(trade?.entryPrice.toString()).toBe('1.2')
  })
})

describe('a position that was only opened', () => {
  test('is no trade yet', () => {
    expect(buildTrades([makeDeal()], EURUSD, true)).toEqual([])
    expect(buildTrades([], EURUSD, false)).toEqual([])
  })
})

describe('a position that comes back after it was closed', () => {
  test('is a new trade each time', () => {
    const deal = (dealId: bigint, closes: boolean) =>
      makeDeal({
        dealId,
        side: closes ? 'SELL' : 'BUY',
        executedAt: new Date(OPENED.getTime() + Number(dealId)),
        closing: closes ? makeClosing() : null,
      })
    const deals = [deal(1n, false), deal(2n, true), deal(3n, false), deal(4n, true)]
    const trades = buildTrades(deals, EURUSD, false)
    expect(trades.map(closingIds)).toEqual([[2n], [4n]])
    expect(trades.map(({ openedAt }) => openedAt)).toEqual([
      deals[0]?.executedAt,
      deals[2]?.executedAt,
    ])
  })
})

describe('a reversing deal', () => {
  test('ends one trade and opens the next, which has its own entry and no closing deal yet', () => {
    const open = makeDeal({ volume: 100_000n })
    const reverse = makeDeal({
      dealId: 2n,
      side: 'SELL',
      volume: 300_000n,
      price: new Dec('1.2'),
      executedAt: new Date(open.executedAt.getTime() + 1),
      closing: makeClosing({ volume: 100_000n }),
    })
    const trades = buildTrades([open, reverse], EURUSD, true)
    expect(trades).toHaveLength(1)
    expect(trades[0]).toMatchObject({ direction: 'LONG', closed: true, closingDeals: 1 })

    const close = makeDeal({
      dealId: 3n,
      side: 'BUY',
      volume: 200_000n,
      executedAt: new Date(reverse.executedAt.getTime() + 1),
      closing: makeClosing({ volume: 200_000n }),
    })
    const [, second] = buildTrades([open, reverse, close], EURUSD, false)
    expect(second).toMatchObject({
      direction: 'SHORT',
      closed: true,
      openedAt: reverse.executedAt,
    })
    expect(second?.entryPrice.toString()).toBe('1.2')
  })
})

describe('closing deals from a file', () => {
  test('have the file’s opening time, and are closed', () => {
    const positionOpenedAt = new Date('2026-01-02T10:00:00Z')
    const row = makeFileDeal({ closing: makeClosing({ volume: null, positionOpenedAt }) })
    expect(buildTrades([row], null, false)).toMatchObject([
      { source: 'FILE', closed: true, openedAt: positionOpenedAt, positionId: null },
    ])
  })

  test('leave a figure unknown when one row does not have it', () => {
    const rows = [
      makeFileDeal({ closing: makeClosing({ volume: null, swap: new Dec(-1) }) }),
      makeFileDeal({ occurrence: 2, closing: makeClosing({ volume: null, swap: null }) }),
    ]
    const [trade] = buildTrades(rows, null, false)
    expect(trade?.swap).toBeNull()
    expect(trade?.commission?.toString()).toBe('0')
    expect(trade?.net.toString()).toBe('20')
  })

  test('make the trade one of both sources together with a synced deal', () => {
    const closing = { side: 'SELL', closing: makeClosing() } as const
    const of = (...sources: ('SYNC' | 'FILE' | 'BOTH')[]) =>
      buildTrades(
        sources.map((source, index) =>
          makeDeal({ ...closing, source, dealId: BigInt(index + 1), occurrence: index + 1 }),
        ),
        null,
        false,
      )[0]?.source
    expect(of('SYNC')).toBe('SYNC')
    expect(of('FILE', 'FILE')).toBe('FILE')
    expect(of('SYNC', 'FILE')).toBe('BOTH')
    expect(of('SYNC', 'BOTH')).toBe('BOTH')
  })
})

describe('a symbol of which little is known', () => {
  test('gives no pips without a pip position, and the digits its prices have', () => {
    const row = makeFileDeal({ price: new Dec('1.23456'), closing: makeClosing({ volume: null }) })
    expect(buildTrades([row], null, false)[0]).toMatchObject({ pips: null, priceDigits: 5 })
    const archived = { name: 'OLD', digits: null, pipPosition: null, lotSize: null }
    expect(buildTrades([row], archived, false)[0]).toMatchObject({ pips: null, priceDigits: 5 })
  })

  test('counts units when the lot size is missing, weighted all the same', () => {
    const units = (dealId: bigint, count: number, price: number) =>
      makeDeal({
        dealId,
        side: 'SELL',
        quantityUnit: 'units',
        quantity: new Dec(count),
        price: new Dec(price),
        closing: makeClosing({ quantity: new Dec(count), entryPrice: new Dec(1) }),
      })
    const [trade] = buildTrades([units(1n, 1_000, 2), units(2n, 3_000, 4)], null, false)
    expect(trade).toMatchObject({ quantityUnit: 'units', closingDeals: 2 })
    expect(trade?.quantity.toString()).toBe('4000')
    expect(trade?.exitPrice.toString()).toBe('3.5')
  })

  test('gives a short trade’s fall in price as a gain in pips', () => {
    const cover = makeDeal({
      side: 'BUY',
      price: new Dec('1.09'),
      closing: makeClosing({ entryPrice: new Dec('1.1') }),
    })
    const [trade] = buildTrades([cover], EURUSD, false)
    expect(trade).toMatchObject({ direction: 'SHORT', priceDigits: 5 })
    expect(trade?.pips?.toString()).toBe('100')
  })
})
