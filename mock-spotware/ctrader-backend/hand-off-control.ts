import { z } from 'zod'
import { jsonError, jsonReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import type { CtraderBackend } from './ctrader-backend'

const orderSchema = z.strictObject({ persona: z.string(), accountId: z.int() })

/** A hand-off token without an application, to try a broker's page with. */
export function handOffControlRoutes({ world, handOffTokens }: CtraderBackend): Route[] {
  return [
    {
      method: 'POST',
      path: '/control/hand-off-tokens',
      handle({ body }) {
        const order = orderSchema.safeParse(parseJson(body))
        if (!order.success) return jsonError(400, z.prettifyError(order.error))
        const person = world.people.named(order.data.persona)
        const account = person?.accounts.find(
          ({ profile }) => profile.accountId === order.data.accountId,
        )
        if (!person || !account) return jsonError(404, 'the persona has no such account')
        const { login, broker } = account.profile
        const token = handOffTokens.issue({
          ctid: person.ctid,
          login,
          brokerName: broker.name,
        })
        return jsonReply({ token }, 201)
      },
    },
  ]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
