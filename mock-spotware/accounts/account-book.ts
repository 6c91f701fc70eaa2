import { Decimal } from 'decimal.js'
import type { BrokerSymbol } from '@/mock-spotware/market/broker'
import type { Market } from '@/mock-spotware/market/market'
import { commissionOf, conversionFeeOf, swapOf, wireRate } from './charges'
import { lesser, shareOf, toMinorUnits, unitsOf } from './money'
import { RecordIds } from './record-ids'
import type {
  AccountProfile,
  CashOperation,
  CashOperationKind,
  Deal,
  DealOffset,
  DealStatus,
  OpenPosition,
  Order,
  OrderType,
  PositionLifetime,
  Side,
} from './records'

/** How a netted account shows that an order was larger than the position it met. */
export type ReversalForm =
  /** One deal closes and opens; the position keeps its id. */
  | 'samePositionId'
  /** Two deals of one order; the rest opens a position with an id of its own. */
  | 'newPositionId'

export interface Instruction {
  at: number
  symbol: BrokerSymbol
  side: Side
  /** In cents of a unit. */
  volume: bigint
  /** Less than `volume` when only a part found a counterparty. */
  filledVolume?: bigint
  price: number
  /** Books this result instead of the one the prices give, in minor units. */
  grossProfit?: bigint
  /** The position to reduce; a hedged account opens a new one without it. */
  positionId?: number
  orderType?: OrderType
  stopLoss?: number
  takeProfit?: number
  label?: string
  comment?: string
}

export interface Execution {
  order: Order
  deals: Deal[]
  positionId: number
  /** The position afterwards, with no volume left when it was closed; absent after a rejection. */
  position?: OpenPosition
}

type Fill = Instruction & { order: Order; filledVolume: bigint }

/**
 * The books of one trading account. Every change goes through here, in order of time, so that
 * the balance chain holds: each closing deal and each cash operation moves the balance by exactly
 * its net and raises the balance version by one.
 */
export class AccountBook {
  readonly deals: Deal[] = []
  readonly orders: Order[] = []
  readonly cashOperations: CashOperation[] = []
  readonly offsets: DealOffset[] = []
  /** Lifetimes that ended, in order of their end. */
  readonly closedLifetimes: PositionLifetime[] = []
  readonly openPositions = new Map<number, OpenPosition>()
  balance = 0n
  balanceVersion = 0

  readonly #account: AccountProfile
  readonly #market: Market
  readonly #reversalForm: ReversalForm
  readonly #dealIds: RecordIds
  readonly #orderIds: RecordIds
  readonly #positionIds: RecordIds
  readonly #operationIds: RecordIds

  constructor(account: AccountProfile, market: Market, reversalForm: ReversalForm) {
    this.#account = account
    this.#market = market
    this.#reversalForm = reversalForm
    this.#dealIds = new RecordIds(account.firstRecordId)
    this.#orderIds = new RecordIds(account.firstRecordId)
    this.#positionIds = new RecordIds(account.firstRecordId)
    this.#operationIds = new RecordIds(account.firstRecordId)
  }

  /**
   * Lets ids continue from a high mark. Records made by hand disappear with the process; their ids
   * must not come back tomorrow on other records of the generated history.
   */
  skipRecordIdsTo(minimum: number): void {
    for (const ids of [this.#dealIds, this.#orderIds, this.#positionIds, this.#operationIds]) {
      ids.skipTo(minimum)
    }
  }

  bookCash(at: number, kind: CashOperationKind, delta: bigint, note?: string): CashOperation {
    this.#moveBalance(delta)
    const operation: CashOperation = {
      operationId: this.#operationIds.next(),
      kind,
      delta,
      balance: this.balance,
      balanceVersion: this.balanceVersion,
      at,
      note,
    }
    this.cashOperations.push(operation)
    return operation
  }

  execute(instruction: Instruction): Execution {
    const filledVolume = instruction.filledVolume ?? instruction.volume
    const before = this.findOpenPosition(instruction)
    const order = this.#createOrder(instruction, {
      status: filledVolume === instruction.volume ? 'FILLED' : 'CANCELLED',
      executedVolume: filledVolume,
      executionPrice: instruction.price,
    })
    const deals = this.#fill({ ...instruction, order, filledVolume })
    const positionId = deals.at(-1)?.positionId ?? 0
    order.positionId = deals[0]?.positionId
    return { order, deals, positionId, position: this.openPositions.get(positionId) ?? before }
  }

  /** An execution that failed: it leaves an order and a deal without volume. */
  reject(
    instruction: Instruction,
    status: Exclude<DealStatus, 'FILLED' | 'PARTIALLY_FILLED'>,
  ): Execution {
    const order = this.#createOrder(instruction, { status: 'REJECTED', executedVolume: 0n })
    const positionId = instruction.positionId ?? this.#positionIds.next()
    order.positionId = positionId
    const deal = this.#createDeal({ ...instruction, order, filledVolume: 0n }, positionId)
    deal.status = status
    delete deal.price
    this.deals.push(deal)
    return { order, deals: [deal], positionId }
  }

  placePending(instruction: Instruction & { orderType: 'LIMIT' | 'STOP' }): Order {
    const order = this.#createOrder(instruction, { status: 'ACCEPTED', executedVolume: 0n })
    order.triggerPrice = instruction.price
    return order
  }

  endPending(order: Order, status: 'CANCELLED' | 'EXPIRED', at: number): void {
    order.status = status
    order.updatedAt = at
  }

  /** Swap of an open position that no closing deal has realised yet. */
  unrealisedSwap(position: OpenPosition, at: number): bigint {
    return position.swap + swapOf(this.#market, this.#account, position, at)
  }

  /** The position an instruction acts on: by id on a hedged account, by symbol on a netted one. */
  findOpenPosition(target: {
    positionId?: number
    symbol: BrokerSymbol
  }): OpenPosition | undefined {
    if (this.#account.type === 'HEDGED') {
      return target.positionId === undefined ? undefined : this.openPositions.get(target.positionId)
    }
    for (const position of this.openPositions.values()) {
      if (position.symbol.symbolId === target.symbol.symbolId) return position
    }
    return undefined
  }

  #fill(fill: Fill): Deal[] {
    const position = this.findOpenPosition(fill)
    if (!position) return [this.#open(fill, this.#positionIds.next())]
    if (position.side === fill.side) return [this.#increase(fill, position)]
    if (fill.filledVolume <= position.volume) return [this.#reduce(fill, position)]
    if (this.#account.type === 'HEDGED') {
      throw new RangeError('a hedged position cannot be closed by more than its volume')
    }
    if (this.#reversalForm === 'samePositionId') return [this.#reverse(fill, position)]
    const closed = position.volume
    return [
      this.#reduce({ ...fill, filledVolume: closed }, position),
      this.#open({ ...fill, filledVolume: fill.filledVolume - closed }, this.#positionIds.next()),
    ]
  }

  #open(fill: Fill, positionId: number): Deal {
    const deal = this.#createDeal(fill, positionId)
    deal.commission = this.#commission(fill, fill.filledVolume)
    this.#beginLifetime(fill, deal, fill.filledVolume, deal.commission, 0)
    this.deals.push(deal)
    return deal
  }

  #increase(fill: Fill, position: OpenPosition): Deal {
    const deal = this.#createDeal(fill, position.positionId)
    const volume = fill.filledVolume
    deal.commission = this.#commission(fill, volume)
    this.#bookSwap(position, fill.at)
    const before = position.entryPrice.times(position.volume.toString())
    position.volume += volume
    position.entryPrice = before
      .plus(new Decimal(fill.price).times(volume.toString()))
      .div(position.volume.toString())
    position.openCommission += deal.commission
    position.updatedAt = fill.at
    position.unmatched.push({ dealId: deal.dealId, volume })
    position.lifetime.openings.push({ dealId: deal.dealId, at: fill.at, volume, price: fill.price })
    this.deals.push(deal)
    return deal
  }

  #reduce(fill: Fill, position: OpenPosition): Deal {
    const deal = this.#createDeal(fill, position.positionId)
    deal.commission = this.#commission(fill, fill.filledVolume)
    this.#close(fill, deal, position, fill.filledVolume, deal.commission)
    this.deals.push(deal)
    return deal
  }

  #reverse(fill: Fill, position: OpenPosition): Deal {
    const deal = this.#createDeal(fill, position.positionId)
    const closed = position.volume
    const opened = fill.filledVolume - closed
    const closingCommission = this.#commission(fill, closed)
    const openingCommission = this.#commission(fill, opened)
    deal.commission = closingCommission + openingCommission
    this.#close(fill, deal, position, closed, closingCommission)
    this.#beginLifetime(fill, deal, opened, openingCommission, position.lifetime.sequence + 1)
    this.deals.push(deal)
    return deal
  }

  #beginLifetime(
    fill: Fill,
    deal: Deal,
    volume: bigint,
    openCommission: bigint,
    sequence: number,
  ): void {
    const lifetime: PositionLifetime = {
      positionId: deal.positionId,
      sequence,
      symbol: fill.symbol,
      side: fill.side,
      openings: [{ dealId: deal.dealId, at: fill.at, volume, price: fill.price }],
      closings: [],
    }
    this.openPositions.set(deal.positionId, {
      positionId: deal.positionId,
      symbol: fill.symbol,
      side: fill.side,
      volume,
      openedAt: fill.at,
      updatedAt: fill.at,
      entryPrice: new Decimal(fill.price),
      openCommission,
      swap: 0n,
      swapBookedUntil: fill.at,
      stopLoss: fill.stopLoss,
      takeProfit: fill.takeProfit,
      label: fill.label,
      comment: fill.comment,
      unmatched: [{ dealId: deal.dealId, volume }],
      lifetime,
    })
  }

  #close(
    fill: Fill,
    deal: Deal,
    position: OpenPosition,
    volume: bigint,
    closingCommission: bigint,
  ): void {
    const account = this.#account
    this.#bookSwap(position, fill.at)
    const rate = wireRate(this.#market, fill.symbol.quote, account.currency, fill.at)
    const move = new Decimal(fill.price).minus(position.entryPrice)
    const gain = (position.side === 'BUY' ? move : move.negated()).times(unitsOf(volume))
    const grossProfit = fill.grossProfit ?? toMinorUnits(gain.times(rate), account.moneyDigits)
    const swap = shareOf(position.swap, volume, position.volume)
    const openingShare = shareOf(position.openCommission, volume, position.volume)
    const commission = openingShare + closingCommission
    const conversionFee = conversionFeeOf(account, fill.symbol, grossProfit)
    const net = grossProfit + swap + commission - conversionFee
    this.#moveBalance(net)
    deal.close = {
      entryPrice: position.entryPrice.toDecimalPlaces(fill.symbol.digits + 6).toNumber(),
      closedVolume: volume,
      grossProfit,
      swap,
      commission,
      conversionFee,
      quoteToDepositRate: rate,
      balance: this.balance,
      balanceVersion: this.balanceVersion,
    }
    position.swap -= swap
    position.openCommission -= openingShare
    position.volume -= volume
    position.updatedAt = fill.at
    this.#matchFirstInFirstOut(position, deal.dealId, volume)
    position.lifetime.closings.push({
      dealId: deal.dealId,
      at: fill.at,
      volume,
      price: fill.price,
      gross: grossProfit,
      swap,
      commission,
      conversionFee,
      net,
    })
    if (position.volume === 0n) {
      this.openPositions.delete(position.positionId)
      this.closedLifetimes.push(position.lifetime)
    }
  }

  #matchFirstInFirstOut(position: OpenPosition, closingDealId: number, closedVolume: bigint): void {
    let left = closedVolume
    for (let first = position.unmatched[0]; left > 0n && first; first = position.unmatched[0]) {
      const volume = lesser(first.volume, left)
      this.offsets.push({ openingDealId: first.dealId, closingDealId, volume })
      first.volume -= volume
      left -= volume
      if (first.volume === 0n) position.unmatched.shift()
    }
  }

  #bookSwap(position: OpenPosition, until: number): void {
    position.swap += swapOf(this.#market, this.#account, position, until)
    position.swapBookedUntil = until
  }

  #moveBalance(delta: bigint): void {
    this.balance += delta
    this.balanceVersion += 1
  }

  #commission(fill: Fill, volume: bigint): bigint {
    return commissionOf(this.#market, this.#account, fill.symbol, volume, fill.at)
  }

  #createOrder(
    instruction: Instruction,
    outcome: Pick<Order, 'status' | 'executedVolume' | 'executionPrice'>,
  ): Order {
    const position = this.findOpenPosition(instruction)
    const order: Order = {
      orderId: this.#orderIds.next(),
      positionId: instruction.positionId,
      symbol: instruction.symbol,
      side: instruction.side,
      type: instruction.orderType ?? 'MARKET',
      volume: instruction.volume,
      createdAt: instruction.at - ORDER_LEAD_MS,
      updatedAt: instruction.at,
      stopLoss: instruction.stopLoss,
      takeProfit: instruction.takeProfit,
      isClosing: position !== undefined && position.side !== instruction.side,
      label: instruction.label ?? position?.label,
      comment: instruction.comment ?? position?.comment,
      ...outcome,
    }
    this.orders.push(order)
    return order
  }

  #createDeal(fill: Fill, positionId: number): Deal {
    const { symbol, at } = fill
    return {
      dealId: this.#dealIds.next(),
      orderId: fill.order.orderId,
      positionId,
      symbol,
      side: fill.side,
      status: fill.order.status === 'FILLED' ? 'FILLED' : 'PARTIALLY_FILLED',
      volume: fill.order.status === 'FILLED' ? fill.filledVolume : fill.volume,
      filledVolume: fill.filledVolume,
      createdAt: at - EXECUTION_MS,
      executedAt: at,
      price: fill.price,
      commission: 0n,
      baseToUsdRate: wireRate(this.#market, symbol.base, 'USD', at),
      baseToDepositRate: wireRate(this.#market, symbol.base, this.#account.currency, at),
    }
  }
}

/** Time from the order reaching the server to its execution. */
const ORDER_LEAD_MS = 140
/** Time a single execution takes at the liquidity provider. */
const EXECUTION_MS = 35
