import { z } from 'zod'
import { NOT_ACTIVE_TEXT } from '@/mock-spotware/ctrader-id/application'
import { OpenApiError } from '@/mock-spotware/open-api/open-api-error'
import { defineRequest, type RequestKind, reply } from '@/mock-spotware/open-api/request-kind'

export const applicationRequests: readonly RequestKind[] = [
  defineRequest(
    {
      message: 'ProtoOAApplicationAuthReq',
      request: z.object({ clientId: z.string(), clientSecret: z.string() }),
    },
    ({ clientId, clientSecret }, session) => {
      if (session.application) {
        throw new OpenApiError(
          'CH_CLIENT_ALREADY_AUTHENTICATED',
          'Application is already authenticated',
        )
      }
      const { application } = session.world
      if (clientId !== application.clientId) {
        if (!/^\d+_./.test(clientId)) {
          throw new OpenApiError('CH_CLIENT_AUTH_FAILURE', 'wrong random id')
        }
        throw new OpenApiError('CH_OA_CLIENT_NOT_FOUND', 'Open API client is not found')
      }
      if (clientSecret !== application.clientSecret) {
        throw new OpenApiError('CH_CLIENT_AUTH_FAILURE', 'clientId or clientSecret is incorrect')
      }
      if (!application.isActive) {
        throw new OpenApiError('CH_CLIENT_AUTH_FAILURE', NOT_ACTIVE_TEXT)
      }
      session.application = application
      return reply('ProtoOAApplicationAuthRes')
    },
  ),
  defineRequest({ message: 'ProtoOAVersionReq', request: z.object({}) }, (_request, session) => {
    session.requireApplication()
    return reply('ProtoOAVersionRes', { version: '91' })
  }),
]
