import { z } from 'zod'
import { describeTokens } from '@/mock-spotware/ctrader-id/token-endpoint'
import { type HttpReply, jsonError, jsonReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import type { World } from '@/mock-spotware/world'
import { get, post } from './json-route'

const grantSchema = z.strictObject({
  persona: z.string(),
  scope: z.enum(['accounts', 'trading']).default('accounts'),
  accounts: z.array(z.int()).optional(),
})

/** What people allow the application to see, without their browser. */
export function grantRoutes(world: World): Route[] {
  return [
    get('/control/grants', () => jsonReply({ grants: listGrants(world) })),
    post('/control/grants', grantSchema, (order) => grant(world, order)),
    post('/control/grants/:ctid/revoke', z.unknown(), (_body, { params }) => {
      const persona =
        world.people.byCtid(Number(params.ctid)) ?? world.people.named(params.ctid ?? '')
      if (!persona) return jsonError(404, 'no such persona')
      return jsonReply({ ctid: persona.ctid, revoked: world.grants.revoke(persona) })
    }),
  ]
}

function grant(world: World, order: z.output<typeof grantSchema>): HttpReply {
  const persona = world.people.named(order.persona)
  if (!persona) return jsonError(404, 'no such persona')
  const owned = persona.accounts.map(({ profile }) => profile.accountId)
  const accountIds = order.accounts ?? owned
  if (!accountIds.every((accountId) => owned.includes(accountId))) {
    return jsonError(404, 'the persona has no such account')
  }
  const { application, behaviour } = world
  const made = world.grants.grant({
    persona,
    clientId: application.clientId,
    scope: order.scope,
    accountIds,
  })
  return jsonReply(
    {
      ...describeTokens(made, behaviour.accessTokenLifeSeconds),
      ctid: persona.ctid,
      scope: made.scope,
      accounts: accountIds,
      clientId: application.clientId,
      clientSecret: application.clientSecret,
    },
    201,
  )
}

function listGrants(world: World) {
  return world.grants.living().map((one) => ({
    grantId: one.grantId,
    persona: one.persona.name,
    ctid: one.persona.ctid,
    scope: one.scope,
    accounts: one.accountIds,
    grantedAt: new Date(one.grantedAt).toISOString(),
    accessTokenExpiresAt: new Date(one.accessTokenExpiresAt).toISOString(),
  }))
}
