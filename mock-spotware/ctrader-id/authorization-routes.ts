import { isForm } from '@/mock-spotware/http/content-type'
import { type HttpReply, htmlReply, redirectReply } from '@/mock-spotware/http/reply'
import type { HttpRequest, Route } from '@/mock-spotware/http/router'
import type { Persona } from '@/mock-spotware/personas/persona'
import { PERSONA_PASSWORD } from '@/mock-spotware/personas/personas'
import type { World } from '@/mock-spotware/world'
import { NOT_ACTIVE_TEXT } from './application'
import { authorizationPaths } from './authorization-paths'
import type { Scope } from './grants'
import { consentPage, problemPage, signInPage } from './pages'
import type { SignInSessions } from './sign-in-sessions'

interface AuthorizationRequest {
  /** The page itself, which all its forms post to. */
  action: string
  redirectUri: string
  scope: Scope
  state: string | null
}

/** The pages between "Connect" in an application and the redirect back to it. */
export function authorizationRoutes(world: World, sessions: SignInSessions): Route[] {
  const get = (request: HttpRequest) => ownPagesOnly(show(world, sessions, request))
  const post = (request: HttpRequest) => ownPagesOnly(act(world, sessions, request))
  return authorizationPaths.flatMap((path): Route[] => [
    { method: 'GET', path, handle: get },
    { method: 'POST', path, handle: post },
  ])
}

/**
 * No other site may show these pages in a frame and have their buttons pressed. A browser tells
 * the origin of a form only when the page's referrer policy allows it.
 */
function ownPagesOnly(reply: HttpReply): HttpReply {
  const headers = {
    ...reply.headers,
    'content-security-policy': "frame-ancestors 'none'",
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
  }
  return { ...reply, headers }
}

function show(world: World, sessions: SignInSessions, request: HttpRequest): HttpReply {
  const authorization = readAuthorization(world, request)
  if ('status' in authorization) return authorization
  const { action, scope } = authorization
  const session = sessions.find(request.cookies)
  if (!session) return htmlReply(signInPage({ action }))
  const applicationName = world.application.name
  return htmlReply(consentPage({ ...session, action, applicationName, scope }))
}

function act(world: World, sessions: SignInSessions, request: HttpRequest): HttpReply {
  const authorization = readAuthorization(world, request)
  if ('status' in authorization) return authorization
  if (request.origin !== undefined && request.origin !== `http://${request.host}`) {
    return refuse('Form of another site', 'This form was not sent from a page of cTrader ID.', 403)
  }
  if (!isForm(request)) return refuse('Not a form', 'Send application/x-www-form-urlencoded.', 415)
  const form = new URLSearchParams(request.body)
  const step = form.get('step')
  if (step === 'signIn') return signIn(world, sessions, authorization, form)

  const session = sessions.find(request.cookies)
  if (!session) return redirectReply(authorization.action)
  if (form.get('csrf') !== session.formToken) {
    return refuse('Page out of date', 'Open the page again, and answer it there.', 403)
  }
  switch (step) {
    case 'switch':
      return redirectReply(authorization.action, sessions.end(request.cookies))
    case 'allow':
      return allow(world, authorization, session.persona, form)
    case 'deny':
      return sendBack(world, authorization, { error: 'access_denied' })
    default:
      return refuse('Something is missing', 'The form was incomplete.')
  }
}

function signIn(
  world: World,
  sessions: SignInSessions,
  { action }: AuthorizationRequest,
  form: URLSearchParams,
): HttpReply {
  const name = form.get('ctid') ?? ''
  const persona = world.people.named(name)
  if (persona?.signsInAtBroker) {
    const error = 'This cTrader ID has no password. Use “Sign in with your broker” below.'
    return htmlReply(signInPage({ action, name, error }), 401)
  }
  if (!persona || form.get('password') !== PERSONA_PASSWORD) {
    const error = 'The cTrader ID or the password is wrong.'
    return htmlReply(signInPage({ action, name, error }), 401)
  }
  return redirectReply(action, sessions.begin(persona))
}

function allow(
  world: World,
  authorization: AuthorizationRequest,
  persona: Persona,
  form: URLSearchParams,
): HttpReply {
  const ticked = new Set(form.getAll('account').map(Number))
  const accountIds = persona.accounts
    .map(({ profile }) => profile.accountId)
    .filter((accountId) => ticked.has(accountId))
  const code = world.grants.createAuthorizationCode(
    { persona, clientId: world.application.clientId, scope: authorization.scope, accountIds },
    authorization.redirectUri,
  )
  return sendBack(world, authorization, { code })
}

function sendBack(
  world: World,
  { redirectUri, state }: AuthorizationRequest,
  parameters: Record<string, string>,
): HttpReply {
  const target = new URL(redirectUri)
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value)
  if (state !== null && world.behaviour.echoState !== 'drop') {
    const isAltered = world.behaviour.echoState === 'alter'
    target.searchParams.set('state', isAltered ? `${state}-altered` : state)
  }
  return redirectReply(target.href)
}

/** Checks what the application sent; a problem becomes a page, never a redirect. */
function readAuthorization(
  { application }: World,
  request: HttpRequest,
): AuthorizationRequest | HttpReply {
  const { query } = request
  if (query.get('client_id') !== application.clientId) {
    return refuse('Unknown application', 'No application has this client_id.')
  }
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!application.redirectUris.includes(redirectUri)) {
    return refuse(
      'Redirect not registered',
      'This redirect_uri is not one of those saved for the application.',
    )
  }
  if (!application.isActive) return refuse('Application not active', NOT_ACTIVE_TEXT)
  const scope = query.get('scope')
  if (scope !== 'accounts' && scope !== 'trading') {
    return refuse('Unknown scope', 'The scope must be accounts or trading.')
  }
  const action = `${request.path}?${query}`
  return { action, redirectUri, scope, state: query.get('state') }
}

function refuse(title: string, text: string, status = 400): HttpReply {
  return htmlReply(problemPage(title, text), status)
}
