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
  const get = (request: HttpRequest) => show(world, sessions, request)
  const post = (request: HttpRequest) => act(world, sessions, request)
  return authorizationPaths.flatMap((path): Route[] => [
    { method: 'GET', path, handle: get },
    { method: 'POST', path, handle: post },
  ])
}

function show(world: World, sessions: SignInSessions, request: HttpRequest): HttpReply {
  const authorization = readAuthorization(world, request)
  if ('status' in authorization) return authorization
  const persona = sessions.find(request.cookies)
  if (!persona) return htmlReply(signInPage({ action: authorization.action }))
  return htmlReply(showConsent(world, authorization, persona))
}

function act(world: World, sessions: SignInSessions, request: HttpRequest): HttpReply {
  const authorization = readAuthorization(world, request)
  if ('status' in authorization) return authorization
  const form = new URLSearchParams(request.body)
  switch (form.get('step')) {
    case 'signIn':
      return signIn(world, sessions, authorization, form)
    case 'switch':
      return redirectReply(authorization.action, sessions.end(request.cookies))
    case 'allow': {
      const persona = sessions.find(request.cookies)
      if (!persona) return redirectReply(authorization.action)
      return allow(world, authorization, persona, form)
    }
    case 'deny':
      return sendBack(world, authorization, { error: 'access_denied' })
    default:
      return htmlReply(problemPage('Something is missing', 'The form was incomplete.'), 400)
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

function showConsent(world: World, authorization: AuthorizationRequest, persona: Persona) {
  return consentPage({
    action: authorization.action,
    applicationName: world.application.name,
    persona,
    scope: authorization.scope,
  })
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

function refuse(title: string, text: string): HttpReply {
  return htmlReply(problemPage(title, text), 400)
}
