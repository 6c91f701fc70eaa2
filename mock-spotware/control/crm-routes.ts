import { z } from 'zod'
import { jsonError, jsonReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import type { World } from '@/mock-spotware/world'
import { post } from './json-route'

/** What the broker's staff could do in their CRM. */
export function crmControlRoutes({ crm }: World): Route[] {
  return [
    post('/control/crm/revoke', z.strictObject({ userId: z.int() }), ({ userId }) => {
      if (!crm.clients.byUserId(userId)) return jsonError(404, 'the CRM has no such user')
      crm.revokeAllTokens(userId)
      return jsonReply({ userId, revoked: true })
    }),
  ]
}
