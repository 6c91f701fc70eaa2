import { z } from 'zod'
import { bookCashByHand } from '@/mock-spotware/accounts/act-by-hand'
import { describeCash } from '@/mock-spotware/accounts/ledger'
import { type HttpReply, jsonError, jsonReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import type { World } from '@/mock-spotware/world'
import { readAmount } from './amount'
import { decimalText } from './decimal-text'
import { post } from './json-route'

const cashSchema = z.strictObject({
  accountId: z.int(),
  amount: decimalText,
  note: z.string().max(200).optional(),
})

/** Deposits, and withdrawals with a minus in front. */
export function cashRoutes(world: World): Route[] {
  return [post('/control/cash', cashSchema, (order) => bookCash(world, order))]
}

async function bookCash(world: World, order: z.output<typeof cashSchema>): Promise<HttpReply> {
  const account = await world.openAccount(order.accountId)
  if (!account) return jsonError(404, 'no such account')
  const delta = readAmount(order.amount, account.profile)
  if (typeof delta === 'string') return jsonError(400, `amount ${delta}`)
  if (delta === 0n) return jsonError(400, 'amount must not be zero')
  const kind = delta > 0n ? 'DEPOSIT' : 'WITHDRAW'
  const operation = bookCashByHand(account, {
    at: world.clock.now(),
    kind,
    delta,
    note: order.note,
  })
  world.events.emit('cashBooked', account, operation)
  return jsonReply(describeCash(operation, account), 201)
}
