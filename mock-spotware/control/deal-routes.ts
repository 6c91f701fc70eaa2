import { z } from 'zod'
import { correctByHand } from '@/mock-spotware/accounts/act-by-hand'
import type { TradingAccount } from '@/mock-spotware/accounts/trading-account'
import { type HttpReply, jsonError, jsonReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import type { World } from '@/mock-spotware/world'
import { readAmount } from './amount'
import { decimalText } from './decimal-text'
import { post } from './json-route'
import { MOST_ORDERS, makeOrdersAtOnce } from './orders-at-once'

const correctionSchema = z.strictObject({
  swap: decimalText.optional(),
  commission: decimalText.optional(),
  note: z.string().max(200).optional(),
})
const ordersSchema = z.strictObject({
  count: z.int().min(1).max(MOST_ORDERS).default(1),
  symbol: z.string().optional(),
  direction: z.enum(['BUY', 'SELL']).default('BUY'),
  fill: z.enum(['whole', 'part', 'none']).default('whole'),
  close: z.boolean().default(true),
})

/** Deals that a history only has by chance: many in one millisecond, partial fills, corrections. */
export function dealRoutes(world: World): Route[] {
  return [
    post('/control/deals/:accountId', ordersSchema, async (order, { params }) => {
      const account = await world.openAccount(Number(params.accountId))
      if (!account) return jsonError(404, 'no such account')
      const executions = makeOrdersAtOnce(world, account, order)
      if (!executions) return jsonError(404, 'no such symbol, or it has an open position')
      const deals = executions.flatMap((execution) => execution.deals)
      return jsonReply(
        {
          accountId: account.profile.accountId,
          at: new Date(deals[0]?.executedAt ?? 0).toISOString(),
          dealIds: deals.map(({ dealId }) => String(account.ids.show(dealId))),
        },
        201,
      )
    }),
    post('/control/deals/:accountId/:dealId', correctionSchema, async (correction, { params }) => {
      const account = await world.openAccount(Number(params.accountId))
      if (!account) return jsonError(404, 'no such account')
      return correct(world, account, params.dealId ?? '', correction)
    }),
  ]
}

function correct(
  world: World,
  account: TradingAccount,
  shownDealId: string,
  { swap, commission, note }: z.output<typeof correctionSchema>,
): HttpReply {
  const { profile, book, ids } = account
  const dealId = /^\d{1,19}$/.test(shownDealId) ? ids.find(BigInt(shownDealId)) : -1
  if (!book.deal(dealId)) return jsonError(404, 'no such deal')
  if (!book.deal(dealId)?.close) return jsonError(409, 'the deal closed nothing')
  const newSwap = swap === undefined ? undefined : readAmount(swap, profile)
  if (typeof newSwap === 'string') return jsonError(400, `swap ${newSwap}`)
  const newCommission = commission === undefined ? undefined : readAmount(commission, profile)
  if (typeof newCommission === 'string') return jsonError(400, `commission ${newCommission}`)
  const deal = correctByHand(account, {
    at: world.clock.now(),
    dealId,
    swap: newSwap,
    commission: newCommission,
    note,
  })
  world.events.emit('dealCorrected', account, deal)
  return jsonReply({ accountId: profile.accountId, dealId: shownDealId })
}
