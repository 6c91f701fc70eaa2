import { CrmRefusal } from '@/mock-spotware/ctrader-backend/crm-refusal'
import { type HttpReply, redirectReply } from '@/mock-spotware/http/reply'
import type { HttpRequest, Route } from '@/mock-spotware/http/router'
import type { BrokerVisit } from './broker-visits'
import { moveToCanonicalHost } from './canonical-host'
import { dropAccessToken, keepAccessToken } from './kept-sign-in'
import type { Platform } from './platform'
import { platformProblemPage } from './platform-page'
import { platformReply } from './platform-reply'
import { orRefusal, refusalWords } from './refusal-words'

/** The success URL: here the broker's CRM sends everybody who has finished something there. */
export function brokerSuccessRoute(platform: Platform): Route {
  return {
    method: 'GET',
    path: '/broker/success',
    async handle(request) {
      const moved = moveToCanonicalHost(platform.backend.deployment, request)
      if (moved) return moved
      const visit = platform.visits.end(request.cookies)
      const reply = await finish(platform, request, visit)
      return withCookie(reply, platform.visits.forget())
    },
  }
}

function finish(
  platform: Platform,
  request: HttpRequest,
  visit: BrokerVisit | undefined,
): HttpReply | Promise<HttpReply> {
  const token = request.query.get('token') ?? ''
  if (!visit && token === '') return redirectReply('/platform')
  if (!visit) {
    // of two actions begun in two tabs the browser remembers one
    if (platform.sessions.find(request.cookies)) return redirectReply('/platform')
    return problem(
      'Nothing was begun here',
      'You came from Harbour Lane, but this browser had not begun anything here, or that is too long ago. Begin again.',
      400,
    )
  }
  switch (visit.purpose) {
    case 'platform':
      return token === '' ? redirectReply('/platform') : signIn(platform, request, token)
    case 'ctraderId':
      return token === ''
        ? redirectReply(visit.returnTo)
        : signInAtCtraderId(platform, token, visit.returnTo)
    case 'inApp': {
      // what was done is done, and this browser is signed in or not; the token is not needed
      const session = platform.sessions.find(request.cookies)
      if (session) session.newsSince = visit.begunAt
      return redirectReply('/platform')
    }
  }
}

async function signIn(
  { backend, sessions }: Platform,
  { cookies }: HttpRequest,
  token: string,
): Promise<HttpReply> {
  const signedIn = await orRefusal(backend.crm.authorizeOnce(token))
  if (signedIn instanceof CrmRefusal) return notSignedIn(signedIn)
  const { cookie } = sessions.begin(cookies, signedIn)
  // without "Keep me logged in" nothing stays, not even what somebody else left in this browser
  const { accessToken } = signedIn
  const kept = accessToken === undefined ? dropAccessToken() : keepAccessToken(accessToken)
  return redirectReply('/platform', { 'set-cookie': [cookie, kept] })
}

/** A long-term token is no use at cTrader ID: its own session lasts as long as the browser. */
async function signInAtCtraderId(
  { backend, signInSessions }: Platform,
  token: string,
  returnTo: string,
): Promise<HttpReply> {
  const wayOn = { path: returnTo, words: 'Back to cTrader ID' }
  const signedIn = await orRefusal(backend.crm.authorizeOnce(token))
  if (signedIn instanceof CrmRefusal) return notSignedIn(signedIn, wayOn)
  const person = backend.world.people.byCtid(signedIn.userId)
  if (!person) {
    const text = 'Harbour Lane names a user whom cTrader does not know.'
    return problem('Not signed in', text, 502, wayOn)
  }
  return redirectReply(returnTo, signInSessions.begin(person))
}

function notSignedIn(refusal: CrmRefusal, wayOn?: { path: string; words: string }): HttpReply {
  return problem('Not signed in', refusalWords(refusal), 502, wayOn)
}

function problem(
  title: string,
  text: string,
  status: number,
  wayOn?: { path: string; words: string },
): HttpReply {
  return platformReply(platformProblemPage(title, text, wayOn), status)
}

function withCookie(reply: HttpReply, cookie: string): HttpReply {
  const cookies = [reply.headers['set-cookie'] ?? [], cookie].flat()
  return { ...reply, headers: { ...reply.headers, 'set-cookie': cookies } }
}
