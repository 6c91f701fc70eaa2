import { type HttpReply, jsonError, jsonReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import type { Connections } from '@/mock-spotware/open-api/connections'
import { type EventOrder, eventOrderSchema, provoke } from '@/mock-spotware/open-api/provoked-event'
import type { World } from '@/mock-spotware/world'
import { post } from './json-route'

/** Events that are pushed once to those connected to the Open API. */
export function eventRoutes(world: World, connections: Connections): Route[] {
  return [
    post('/control/events', eventOrderSchema, (order) => {
      const meant = accountsMeant(world, order)
      if ('refusal' in meant) return meant.refusal
      const told = provoke(order, meant.accountIds, connections.all())
      return jsonReply({ kind: order.kind, ...told })
    }),
  ]
}

function accountsMeant(
  world: World,
  { persona, accountId }: EventOrder,
): { accountIds?: number[] } | { refusal: HttpReply } {
  if (persona !== undefined && accountId !== undefined) {
    return { refusal: jsonError(400, 'give a persona or an accountId, not both') }
  }
  if (accountId !== undefined) {
    if (world.people.account(accountId)) return { accountIds: [accountId] }
    return { refusal: jsonError(404, 'no such account') }
  }
  if (persona === undefined) return {}
  const person = world.people.named(persona)
  if (!person) return { refusal: jsonError(404, 'no such persona') }
  return { accountIds: person.accounts.map(({ profile }) => profile.accountId) }
}
