import { type HttpReply, jsonReply } from '@/mock-spotware/http/reply'
import { type HttpRequest, parametersOf, type Route } from '@/mock-spotware/http/router'
import type { World } from '@/mock-spotware/world'
import { NOT_ACTIVE_TEXT } from './application'
import type { Grant } from './grants'

const PATH = '/apps/token'

/** Exchanges codes and refresh tokens. GET and POST alike, as both are in use. */
export function tokenRoutes(world: World): Route[] {
  const handle = (request: HttpRequest) => answerTokenRequest(world, parametersOf(request))
  return [
    { method: 'GET', path: PATH, handle },
    { method: 'POST', path: PATH, handle },
  ]
}

function answerTokenRequest(world: World, parameters: URLSearchParams): HttpReply {
  const { application, grants } = world
  const clientId = parameters.get('client_id')
  if (
    clientId !== application.clientId ||
    parameters.get('client_secret') !== application.clientSecret
  ) {
    return refuse(world, 'CH_CLIENT_AUTH_FAILURE', 'clientId or clientSecret is incorrect')
  }
  if (!application.isActive) return refuse(world, 'CH_CLIENT_AUTH_FAILURE', NOT_ACTIVE_TEXT)

  switch (parameters.get('grant_type')) {
    case 'authorization_code': {
      const code = parameters.get('code')
      const redirectUri = parameters.get('redirect_uri')
      if (!code || !redirectUri) {
        return refuse(world, 'INVALID_REQUEST', 'code and redirect_uri are required')
      }
      return answerWith(world, grants.exchangeCode(code, clientId, redirectUri))
    }
    case 'refresh_token': {
      const refreshToken = parameters.get('refresh_token')
      if (!refreshToken) return refuse(world, 'INVALID_REQUEST', 'refresh_token is required')
      return answerWith(world, grants.refresh(refreshToken, clientId))
    }
    default:
      return refuse(world, 'INVALID_REQUEST', 'grant_type is not supported')
  }
}

function answerWith(world: World, grant: Grant | undefined): HttpReply {
  if (!grant) return refuse(world, 'ACCESS_DENIED', 'Access denied')
  return jsonReply(describeTokens(grant, world.behaviour.accessTokenLifeSeconds))
}

/** The token answer, which names the same values twice, as the documentation shows it. */
export function describeTokens(grant: Grant, expiresIn: number) {
  return {
    accessToken: grant.accessToken,
    tokenType: 'bearer',
    expiresIn,
    refreshToken: grant.refreshToken,
    errorCode: null,
    description: null,
    access_token: grant.accessToken,
    refresh_token: grant.refreshToken,
    expires_in: expiresIn,
  }
}

function refuse(world: World, errorCode: string, description: string): HttpReply {
  return jsonReply({ errorCode, description }, world.behaviour.tokenErrorStatus)
}
