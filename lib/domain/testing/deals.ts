import fc from 'fast-check'
import {
  type Closing,
  type Deal,
  type Direction,
  keyOfPosition,
  type Side,
} from '@/lib/domain/deal'
import { Dec } from '@/lib/domain/decimal'

// Deals for tests. The script below plays a position by itself and so knows what its trades are;
// it shares nothing with buildTrades.

const BEGIN = Date.UTC(2026, 0, 5, 9)
/** Cents of a unit in one hundredth of a lot. */
const STEP = 100_000n
export const LOT_SIZE = 10_000_000n

export function makeClosing(closing: Partial<Closing> = {}): Closing {
  return {
    volume: STEP,
    quantity: new Dec('0.01'),
    entryPrice: new Dec('1.1'),
    gross: new Dec(10),
    swap: new Dec(0),
    commission: new Dec(0),
    conversionFee: new Dec(0),
    net: new Dec(10),
    balanceAfter: null,
    balanceVersion: null,
    positionOpenedAt: null,
    ...closing,
  }
}

/** An opening deal of a sync, unless told otherwise. */
export function makeDeal(deal: Partial<Deal> = {}): Deal {
  return {
    source: 'SYNC',
    dealId: 1n,
    fingerprint: null,
    occurrence: 1,
    positionKey: keyOfPosition(1n),
    positionId: 1n,
    orderId: 1n,
    symbolId: 1n,
    symbol: 'EURUSD',
    side: 'BUY',
    volume: STEP,
    quantity: new Dec('0.01'),
    quantityUnit: 'lots',
    price: new Dec('1.1'),
    executedAt: new Date(BEGIN),
    commission: null,
    updatedAt: null,
    closing: null,
    label: null,
    comment: null,
    channel: null,
    ...deal,
  }
}

/** A closing deal as a file without ids tells it. */
export function makeFileDeal(deal: Partial<Deal> = {}): Deal {
  return makeDeal({
    source: 'FILE',
    dealId: null,
    fingerprint: 'row',
    positionKey: 'frow',
    positionId: null,
    orderId: null,
    symbolId: null,
    volume: null,
    side: 'SELL',
    closing: makeClosing({ volume: null }),
    ...deal,
  })
}

export type ExpectedTrade = {
  direction: Direction
  closed: boolean
  openedAt: Date
  closedAt: Date
  /** Volumes and prices in the order they happened. */
  openings: { steps: number; price: number }[]
  closings: { dealId: bigint; steps: number; price: number; netCents: number }[]
}

export type PlayedPosition = { deals: Deal[]; trades: ExpectedTrade[]; stillOpen: boolean }

type Action = {
  kind: 'add' | 'reduce' | 'reverse'
  steps: number
  /** In hundredths of a pip. */
  price: number
  netCents: number
  gapMs: number
}

const action = (kinds: Action['kind'][]): fc.Arbitrary<Action> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    steps: fc.integer({ min: 1, max: 5 }),
    price: fc.integer({ min: 100_000, max: 120_000 }),
    netCents: fc.integer({ min: -50_000, max: 50_000 }),
    // Two executions in one millisecond are legal.
    gapMs: fc.constantFrom(0, 1, 1_000, 3_600_000, 3 * 86_400_000),
  })

/** A position with openings, scale-ins and partial closes; netted ones are reversed as well. */
export function playedPosition(id = 1): fc.Arbitrary<PlayedPosition> {
  return fc
    .record({
      side: fc.constantFrom<Side>('BUY', 'SELL'),
      actions: fc.oneof(
        fc.array(action(['add', 'reduce']), { minLength: 1, maxLength: 12 }),
        fc.array(action(['add', 'reduce', 'reverse']), { minLength: 1, maxLength: 12 }),
      ),
    })
    .map(({ side, actions }) => play(id, side, actions))
}

function play(id: number, firstSide: Side, actions: Action[]): PlayedPosition {
  const deals: Deal[] = []
  const trades: ExpectedTrade[] = []
  let side = firstSide
  let open = 0
  let average = new Dec(0)
  let at = BEGIN
  let trade: ExpectedTrade | undefined
  for (const { kind, steps, price, netCents, gapMs } of actions) {
    at += gapMs
    const dealId = BigInt(id * 1_000 + deals.length + 1)
    const common = {
      dealId,
      positionId: BigInt(id),
      positionKey: keyOfPosition(BigInt(id)),
      price: new Dec(price).dividedBy(100_000),
      executedAt: new Date(at),
    }
    if (open === 0 || kind === 'add') {
      // A position that was closed does not come back.
      if (open === 0 && deals.length > 0) break
      deals.push(makeDeal({ ...common, side, ...size(steps) }))
      average = average
        .times(open)
        .plus(common.price.times(steps))
        .dividedBy(open + steps)
      open += steps
      trade ??= begin(side, at)
      trade.openings.push({ steps, price })
      continue
    }
    const closed = kind === 'reverse' ? open : Math.min(steps, open)
    const rest = kind === 'reverse' ? steps : 0
    const opposite = side === 'BUY' ? 'SELL' : 'BUY'
    deals.push(
      makeDeal({
        ...common,
        side: opposite,
        ...size(closed + rest),
        closing: makeClosing({
          ...size(closed),
          entryPrice: average,
          gross: new Dec(netCents).dividedBy(100),
          net: new Dec(netCents).dividedBy(100),
        }),
      }),
    )
    if (!trade) throw new Error('The script closed what was never opened')
    trade.closings.push({ dealId, steps: closed, price, netCents })
    trade.closedAt = new Date(at)
    if (trade.closings.length === 1) trades.push(trade)
    open -= closed
    trade.closed = open === 0
    if (rest > 0) {
      side = opposite
      open = rest
      average = common.price
      trade = begin(side, at)
      trade.openings.push({ steps: rest, price })
    }
  }
  return { deals, trades, stillOpen: open > 0 }
}

function begin(side: Side, at: number): ExpectedTrade {
  return {
    direction: side === 'BUY' ? 'LONG' : 'SHORT',
    closed: false,
    openedAt: new Date(at),
    closedAt: new Date(at),
    openings: [],
    closings: [],
  }
}

function size(steps: number) {
  return { volume: STEP * BigInt(steps), quantity: new Dec(steps).dividedBy(100) }
}
