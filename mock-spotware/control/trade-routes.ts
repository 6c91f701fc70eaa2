import { z } from 'zod'
import { describeLifetime } from '@/mock-spotware/accounts/ledger'
import { MOST_VOLUME, parseDecimal, requireRoom } from '@/mock-spotware/accounts/money'
import type { TradingAccount } from '@/mock-spotware/accounts/trading-account'
import { type HttpReply, jsonError, jsonReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import type { World } from '@/mock-spotware/world'
import { readAmount } from './amount'
import { decimalText } from './decimal-text'
import { post } from './json-route'
import { makeTrade, meetsOpenPosition } from './made-trade'

const tradeSchema = z.strictObject({
  accountId: z.int(),
  symbol: z.string().optional(),
  direction: z.enum(['BUY', 'SELL']).default('BUY'),
  lots: decimalText.optional(),
  net: decimalText.optional(),
  close: z.boolean().default(true),
})

/** One trade made by hand. */
export function tradeRoutes(world: World): Route[] {
  return [post('/control/trade', tradeSchema, (order) => trade(world, order))]
}

async function trade(world: World, order: z.output<typeof tradeSchema>): Promise<HttpReply> {
  const account = await world.openAccount(order.accountId)
  if (!account) return jsonError(404, 'no such account')
  const symbol = chooseSymbol(account, order.symbol, world.clock.now())
  if (!symbol) {
    return order.symbol === undefined
      ? jsonError(409, 'every symbol has an open position on this netted account')
      : jsonError(404, 'no such symbol')
  }
  if (meetsOpenPosition(account, symbol)) {
    return jsonError(409, 'this netted account has an open position in that symbol')
  }
  const lots = order.lots ?? '1'
  const hundredthLots = parseDecimal(lots, 2)
  const volume = ((hundredthLots ?? 0n) * symbol.lotSize) / 100n
  if (volume < symbol.stepVolume || volume % symbol.stepVolume !== 0n) {
    return jsonError(400, 'lots must be a positive multiple of the smallest step')
  }
  if (volume > MOST_VOLUME) {
    return jsonError(400, `lots must not be more than ${MOST_VOLUME / symbol.lotSize}`)
  }
  const net = order.net === undefined ? undefined : readAmount(order.net, account.profile)
  if (typeof net === 'string') return jsonError(400, `net ${net}`)
  // the market moves a balance by far less than there is left beyond this
  requireRoom(0n, account.book.balance + (net ?? 0n))
  const { position } = makeTrade(world, account, {
    symbol,
    side: order.direction,
    volume,
    net,
    close: order.close,
  })
  if (!position) return jsonError(500, 'the trade left no position')
  const described = describeLifetime(position.lifetime, account)
  return jsonReply({ accountId: order.accountId, position: described }, 201)
}

function chooseSymbol({ profile, book }: TradingAccount, name: string | undefined, now: number) {
  const symbols = profile.broker.symbols.filter(({ archivedAt = now + 1 }) => archivedAt > now)
  if (name !== undefined) return symbols.find((symbol) => symbol.name === name)
  return symbols.find((symbol) => !meetsOpenPosition({ profile, book }, symbol))
}
