import { executeByHand } from '@/mock-spotware/accounts/act-by-hand'
import type { Execution } from '@/mock-spotware/accounts/instruction'
import { oppositeSide } from '@/mock-spotware/accounts/opposite-side'
import type { TradingAccount } from '@/mock-spotware/accounts/trading-account'
import { executablePrice } from '@/mock-spotware/history/executable-price'
import type { World } from '@/mock-spotware/world'
import { meetsOpenPosition } from './made-trade'

export const MOST_ORDERS = 500

export interface OrdersAtOnce {
  count: number
  symbol?: string
  direction: 'BUY' | 'SELL'
  fill: 'whole' | 'part' | 'none'
  /** Closes again what was filled, in the same millisecond. */
  close: boolean
}

/** Orders that are all executed in this very millisecond. Undefined when there is no symbol for them. */
export function makeOrdersAtOnce(
  world: World,
  account: TradingAccount,
  { count, symbol: name, direction, fill, close }: OrdersAtOnce,
): Execution[] | undefined {
  const symbol = account.profile.broker.symbols.find(
    (one) => (name === undefined || one.name === name) && !meetsOpenPosition(account, one),
  )
  if (!symbol) return undefined
  const at = world.clock.now()
  const closingSide = oppositeSide(direction)
  const volume = symbol.stepVolume * 2n
  const filledVolume = { whole: volume, part: symbol.stepVolume, none: 0n }[fill]
  const order = { at, symbolId: symbol.symbolId }

  const executions: Execution[] = []
  const execute = (execution: Parameters<typeof executeByHand>[1]) => {
    const executed = executeByHand(account, execution)
    executions.push(executed)
    world.events.emit('executed', account, executed)
    return executed
  }
  for (let made = 0; made < count; made += 1) {
    const { positionId } = execute({
      ...order,
      side: direction,
      volume,
      filledVolume,
      price: executablePrice(world.market, symbol, direction, at),
    })
    if (!close || filledVolume === 0n) continue
    execute({
      ...order,
      side: closingSide,
      volume: filledVolume,
      positionId,
      price: executablePrice(world.market, symbol, closingSide, at),
    })
  }
  return executions
}
