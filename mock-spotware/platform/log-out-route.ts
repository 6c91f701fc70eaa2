import { CrmRefusal } from '@/mock-spotware/ctrader-backend/crm-refusal'
import { type HttpReply, redirectReply } from '@/mock-spotware/http/reply'
import type { HttpRequest, Route } from '@/mock-spotware/http/router'
import { isTokenGone } from './final-refusal'
import { dropAccessToken, keptAccessToken } from './kept-sign-in'
import type { Platform } from './platform'
import { logOutAgainPage, signedOutPage } from './platform-page'
import { platformReply } from './platform-reply'
import { orRefusal, refusalWords } from './refusal-words'

/** Ends the sign-in on this device, and at the broker. */
export function logOutRoute(platform: Platform): Route {
  return {
    method: 'POST',
    path: '/platform/log-out',
    handle(request) {
      const formToken = new URLSearchParams(request.body).get('csrf') ?? ''
      const session = platform.sessions.find(request.cookies)
      if (!session) return logOutOfDevice(platform, request, formToken)
      if (formToken !== session.formToken) return redirectReply('/platform?notice=outdated')
      return finish(platform, request, session.userId)
    },
  }
}

/**
 * The session is not known any more, but the device would be signed in again by its long-term
 * token: that is ended, and nobody signed in on the way.
 */
async function logOutOfDevice(
  platform: Platform,
  request: HttpRequest,
  formToken: string,
): Promise<HttpReply> {
  const accessToken = keptAccessToken(request.cookies)
  if (accessToken === undefined) return redirectReply('/platform')
  const { formTokens, backend } = platform
  if (!formTokens.isOf(accessToken, formToken)) {
    return platformReply(logOutAgainPage(formTokens.of(accessToken)), 403)
  }
  const owner = await orRefusal(backend.crm.authorize(accessToken))
  if (!(owner instanceof CrmRefusal)) return finish(platform, request, owner.userId)
  return isTokenGone(owner)
    ? showLoggedOut(platform, request)
    : showUntold(platform, request, owner)
}

async function finish(
  platform: Platform,
  request: HttpRequest,
  userId: number,
): Promise<HttpReply> {
  // ends here first, whatever becomes of the call
  const reply = showLoggedOut(platform, request)
  const accessToken = keptAccessToken(request.cookies)
  const outcome = await orRefusal(platform.backend.crm.logOut(userId, accessToken))
  return outcome instanceof CrmRefusal ? showUntold(platform, request, outcome) : reply
}

function showLoggedOut({ sessions }: Platform, { cookies }: HttpRequest): HttpReply {
  const ended = [sessions.end(cookies), dropAccessToken()]
  const page = signedOutPage({ notice: { kind: 'note', text: 'You are logged out.' } })
  return platformReply(page, 200, ended)
}

function showUntold(
  { sessions }: Platform,
  { cookies }: HttpRequest,
  refusal: CrmRefusal,
): HttpReply {
  const ended = [sessions.end(cookies), dropAccessToken()]
  const text = `You are logged out of cTrader, but Harbour Lane could not be told, so you may still be signed in there. ${refusalWords(refusal)}`
  return platformReply(signedOutPage({ notice: { kind: 'problem', text } }), 200, ended)
}
