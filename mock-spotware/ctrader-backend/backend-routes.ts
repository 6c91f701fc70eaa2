import { z } from 'zod'
import { jsonReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import { refuseCall } from './backend-refusal'
import type { CtraderBackend } from './ctrader-backend'
import { managerCall, openCall } from './manager-call'
import { traderCalls } from './trader-calls'
import { userCalls } from './user-calls'

const managerSchema = z.object({ login: z.int(), hashedPassword: z.string() })
const redeemSchema = z.object({ token: z.string().min(1) })

/** What the broker's CRM calls, all below /v2. */
export function backendRoutes(backend: CtraderBackend): Route[] {
  const { world, deployment, managerTokens, handOffTokens } = backend
  return [
    openCall({
      method: 'POST',
      path: '/webserv/managers/token',
      schema: managerSchema,
      handle({ login, hashedPassword }) {
        const webservToken = managerTokens.issue(login, hashedPassword)
        if (!webservToken) return refuseCall('WRONG_PASSWORD', 'login or password is wrong')
        return jsonReply({ webservToken })
      },
    }),
    ...userCalls(backend),
    ...traderCalls(backend),
    managerCall(managerTokens, {
      method: 'POST',
      path: '/ctid2/inAppToken/redeem',
      schema: redeemSchema,
      handle({ token }) {
        const handOff = handOffTokens.find(token)
        const person = handOff && world.people.byCtid(handOff.ctid)
        if (!handOff || !person) {
          return refuseCall('TOKEN_NOT_FOUND', 'the token is unknown, too old or spent')
        }
        if (handOff.brokerName !== deployment.brokerName) {
          return refuseCall('NOT_ENOUGH_RIGHTS', 'the token was made for another broker')
        }
        handOffTokens.spend(token)
        return jsonReply({
          userId: person.ctid,
          email: person.email ?? `${person.name}@ctrader.example`,
          tradingLogin: handOff.login,
        })
      },
    }),
  ]
}
