import type { BrokerSymbol } from '@/mock-spotware/market/broker'
import type { Market } from '@/mock-spotware/market/market'
import { commissionOf, swapOf } from './charges'
import { closingResult } from './closing-result'
import { createDeal } from './create-deal'
import { createOrder } from './create-order'
import type { Execution, Fill, Instruction, ReversalForm } from './instruction'
import { shareOf } from './money'
import { matchFirstInFirstOut } from './offset-matching'
import { beginPosition, increasePosition, reducePosition } from './position-changes'
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
  PositionLifetime,
} from './records'
import { insertInOrder, within } from './time-order'

/**
 * The books of one trading account. Every change goes through here, in order of time, so that
 * the balance chain holds: each closing deal and each cash operation moves the balance by exactly
 * its net and raises the balance version by one.
 */
export class AccountBook {
  /** In order of their execution. */
  readonly deals: Deal[] = []
  /** In order of their creation. */
  readonly orders: Order[] = []
  readonly cashOperations: CashOperation[] = []
  readonly offsets: DealOffset[] = []
  /** Lifetimes that ended, in order of their end. */
  readonly closedLifetimes: PositionLifetime[] = []
  readonly openPositions = new Map<number, OpenPosition>()
  balance = 0n
  balanceVersion = 0

  /** The longest time from the creation of an order to its last update. */
  #longestOrderLife = 0

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
   * Lets ids continue from a high mark. Records made by hand may disappear with the process; their
   * ids must not come back tomorrow on other records of the generated history.
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
    const order = this.#addOrder(instruction, {
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
    const order = this.#addOrder(instruction, { status: 'REJECTED', executedVolume: 0n })
    const positionId = instruction.positionId ?? this.#positionIds.next()
    order.positionId = positionId
    const deal = this.#addDeal({ ...instruction, order, filledVolume: 0n }, positionId)
    deal.status = status
    delete deal.price
    return { order, deals: [deal], positionId }
  }

  dealsWithin(from: number, to: number): Deal[] {
    return within(this.deals, executionOf, from, to)
  }

  ordersUpdatedWithin(from: number, to: number): Order[] {
    const candidates = within(this.orders, creationOf, from - this.#longestOrderLife, to)
    return candidates.filter(({ updatedAt }) => updatedAt >= from && updatedAt <= to)
  }

  cashWithin(from: number, to: number): CashOperation[] {
    return within(this.cashOperations, ({ at }) => at, from, to)
  }

  deal(dealId: number): Deal | undefined {
    return this.deals.find((deal) => deal.dealId === dealId)
  }

  order(orderId: number): Order | undefined {
    return this.orders.find((order) => order.orderId === orderId)
  }

  placePending(instruction: Instruction & { orderType: 'LIMIT' | 'STOP' }): Order {
    const order = this.#addOrder(instruction, { status: 'ACCEPTED', executedVolume: 0n })
    order.triggerPrice = instruction.price
    return order
  }

  endPending(order: Order, status: 'CANCELLED' | 'EXPIRED', at: number): void {
    order.status = status
    order.updatedAt = at
    this.#noteOrderLife(order)
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
    if (!position) return [this.#open(fill)]
    if (position.side === fill.side) return [this.#increase(fill, position)]
    if (fill.filledVolume <= position.volume) return [this.#reduce(fill, position)]
    if (this.#account.type === 'HEDGED') {
      throw new RangeError('a hedged position cannot be closed by more than its volume')
    }
    if (this.#reversalForm === 'samePositionId') return [this.#reverse(fill, position)]
    const closed = position.volume
    return [
      this.#reduce({ ...fill, filledVolume: closed }, position),
      this.#open({ ...fill, filledVolume: fill.filledVolume - closed }),
    ]
  }

  #open(fill: Fill): Deal {
    const deal = this.#addDeal(fill, this.#positionIds.next())
    const volume = fill.filledVolume
    deal.commission = this.#commission(fill, volume)
    const position = beginPosition(fill, deal, { volume, commission: deal.commission, sequence: 0 })
    this.openPositions.set(deal.positionId, position)
    return deal
  }

  #increase(fill: Fill, position: OpenPosition): Deal {
    const deal = this.#addDeal(fill, position.positionId)
    deal.commission = this.#commission(fill, fill.filledVolume)
    this.#bookSwap(position, fill.at)
    increasePosition(position, fill, deal)
    return deal
  }

  #reduce(fill: Fill, position: OpenPosition): Deal {
    const deal = this.#addDeal(fill, position.positionId)
    const volume = fill.filledVolume
    deal.commission = this.#commission(fill, volume)
    this.#close(fill, deal, position, { volume, commission: deal.commission })
    return deal
  }

  #reverse(fill: Fill, position: OpenPosition): Deal {
    const deal = this.#addDeal(fill, position.positionId)
    const part = (volume: bigint) => ({ volume, commission: this.#commission(fill, volume) })
    const closed = part(position.volume)
    const opened = part(fill.filledVolume - position.volume)
    deal.commission = closed.commission + opened.commission
    this.#close(fill, deal, position, closed)
    const sequence = position.lifetime.sequence + 1
    this.openPositions.set(deal.positionId, beginPosition(fill, deal, { ...opened, sequence }))
    return deal
  }

  #close(
    fill: Fill,
    deal: Deal,
    position: OpenPosition,
    part: { volume: bigint; commission: bigint },
  ): void {
    this.#bookSwap(position, fill.at)
    const result = closingResult(this.#market, this.#account, position, fill, part)
    this.#moveBalance(result.net)
    deal.close = {
      entryPrice: position.entryPrice.toDecimalPlaces(fill.symbol.digits + 6).toNumber(),
      closedVolume: result.volume,
      grossProfit: result.grossProfit,
      swap: result.swap,
      commission: result.commission,
      conversionFee: result.conversionFee,
      quoteToDepositRate: result.quoteToDepositRate,
      balance: this.balance,
      balanceVersion: this.balanceVersion,
    }
    reducePosition(position, fill, deal, result)
    this.offsets.push(...matchFirstInFirstOut(position, deal.dealId, result.volume))
    if (position.volume === 0n) {
      this.openPositions.delete(position.positionId)
      this.closedLifetimes.push(position.lifetime)
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
    if (fill.commission !== undefined) return shareOf(fill.commission, volume, fill.filledVolume)
    return commissionOf(this.#market, this.#account, fill.symbol, volume, fill.at)
  }

  #addOrder(
    instruction: Instruction,
    outcome: Pick<Order, 'status' | 'executedVolume' | 'executionPrice'>,
  ): Order {
    const position = this.findOpenPosition(instruction)
    const order = createOrder(this.#orderIds.next(), instruction, position, outcome)
    insertInOrder(this.orders, order, creationOf)
    this.#noteOrderLife(order)
    return order
  }

  #addDeal(fill: Fill, positionId: number): Deal {
    const dealId = this.#dealIds.next()
    const deal = createDeal({ dealId, positionId }, fill, this.#market, this.#account)
    insertInOrder(this.deals, deal, executionOf)
    return deal
  }

  #noteOrderLife({ createdAt, updatedAt }: Order): void {
    this.#longestOrderLife = Math.max(this.#longestOrderLife, updatedAt - createdAt)
  }
}

function executionOf({ executedAt }: Deal): number {
  return executedAt
}

function creationOf({ createdAt }: Order): number {
  return createdAt
}
