import { z } from 'zod'
import type { HandOffTokens } from '@/mock-spotware/ctrader-backend/hand-off-tokens'
import { jsonError, jsonReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import type { World } from '@/mock-spotware/world'
import { post } from './json-route'

const orderSchema = z.strictObject({ persona: z.string(), accountId: z.int() })

/** A hand-off token without an application, to try a broker's page with. */
export function handOffRoutes({ people }: World, handOffTokens: HandOffTokens): Route[] {
  return [
    post('/control/hand-off-tokens', orderSchema, ({ persona, accountId }) => {
      const person = people.named(persona)
      const account = person?.accounts.find(({ profile }) => profile.accountId === accountId)
      if (!person || !account) return jsonError(404, 'the persona has no such account')
      const { login, broker } = account.profile
      const token = handOffTokens.issue({ ctid: person.ctid, login, brokerName: broker.name })
      return jsonReply({ token }, 201)
    }),
  ]
}
