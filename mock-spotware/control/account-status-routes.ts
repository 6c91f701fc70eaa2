import { z } from 'zod'
import { accountStatuses } from '@/mock-spotware/accounts/account-status'
import { jsonError, jsonReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import type { World } from '@/mock-spotware/world'
import { post } from './json-route'

const statusSchema = z.strictObject({ status: z.enum(accountStatuses) })
const lossSchema = z.strictObject({ announced: z.boolean().default(true) })

/** What the broker's server does with an account, and sessions that end for no reason. */
export function accountStatusRoutes(world: World): Route[] {
  const find = (accountId: string | undefined) =>
    world.people.account(Number(accountId))?.profile.accountId
  return [
    post('/control/accounts/:accountId', statusSchema, ({ status }, { params }) => {
      const accountId = find(params.accountId)
      if (accountId === undefined) return jsonError(404, 'no such account')
      world.accountStatuses.set(accountId, status)
      world.events.emit('accountStatusChanged', accountId, status)
      return jsonReply({ accountId, status })
    }),
    post('/control/accounts/:accountId/end-sessions', lossSchema, ({ announced }, { params }) => {
      const accountId = find(params.accountId)
      if (accountId === undefined) return jsonError(404, 'no such account')
      world.events.emit('accountSessionsLost', accountId, announced)
      return jsonReply({ accountId, announced })
    }),
  ]
}
