import { CrmRefusal } from '@/mock-spotware/ctrader-backend/crm-refusal'
import { type HttpReply, redirectReply } from '@/mock-spotware/http/reply'
import type { HttpRequest, Route } from '@/mock-spotware/http/router'
import { brokerSignInRoute } from './broker-sign-in-route'
import { brokerSuccessRoute } from './broker-success-route'
import { moveToCanonicalHost } from './canonical-host'
import { inAppActions, inAppScreen, loginScreen, needsAccount, readTheme } from './crm-screens'
import { isTokenGone } from './final-refusal'
import { dropAccessToken, keptAccessToken } from './kept-sign-in'
import { logOutRoute } from './log-out-route'
import { moneyNews } from './money-news'
import type { Platform } from './platform'
import { type Notice, signedInPage, signedOutPage } from './platform-page'
import { platformReply } from './platform-reply'
import type { PlatformSession } from './platform-sessions'
import { orRefusal, refusalWords } from './refusal-words'

const PATH = '/platform'

/** A small cTrader platform for the clients of one broker. */
export function platformRoutes(platform: Platform): Route[] {
  return [
    { method: 'GET', path: PATH, handle: (request) => show(platform, request) },
    { method: 'GET', path: `${PATH}/sign-in`, handle: (request) => beginSignIn(platform, request) },
    { method: 'POST', path: `${PATH}/in-app`, handle: (request) => beginInApp(platform, request) },
    logOutRoute(platform),
    brokerSignInRoute(platform),
    brokerSuccessRoute(platform),
  ]
}

async function show(platform: Platform, request: HttpRequest): Promise<HttpReply> {
  const moved = moveToCanonicalHost(platform.backend.deployment, request)
  if (moved) return moved
  const session = platform.sessions.find(request.cookies)
  if (session) return showSignedIn(platform, request, session)
  const accessToken = keptAccessToken(request.cookies)
  if (accessToken === undefined) return showSignedOut(request)
  return signInAgain(platform, request, accessToken)
}

/** Automatic re-login: the long-term token of this device says who it is. */
async function signInAgain(
  platform: Platform,
  request: HttpRequest,
  accessToken: string,
): Promise<HttpReply> {
  const signedIn = await orRefusal(platform.backend.crm.authorize(accessToken))
  if (signedIn instanceof CrmRefusal) {
    const notice: Notice = { kind: 'problem', text: refusalWords(signedIn) }
    const cookies = isTokenGone(signedIn) ? [dropAccessToken()] : []
    return showSignedOut(request, notice, cookies)
  }
  const { session, cookie } = platform.sessions.begin(request.cookies, signedIn)
  return showSignedIn(platform, request, session, { cookies: [cookie] })
}

async function showSignedIn(
  platform: Platform,
  request: HttpRequest,
  session: PlatformSession,
  { notice, cookies = [] }: { notice?: Notice; cookies?: string[] } = {},
): Promise<HttpReply> {
  const { world, deployment } = platform.backend
  const person = world.people.byCtid(session.userId)
  if (!person) {
    const text = 'Harbour Lane names a user whom cTrader does not know. Sign in again.'
    const ended = [platform.sessions.end(request.cookies), dropAccessToken()]
    return showSignedOut(request, { kind: 'problem', text }, ended)
  }
  const opened = await Promise.all(
    person.accounts
      .filter(({ profile }) => profile.broker.name === deployment.brokerName)
      .map(({ profile }) => world.openAccount(profile.accountId)),
  )
  const partnerId = world.brokerRecords.partnerId(person.ctid)
  const inviteBy = (id: string) =>
    `${deployment.backendUrl()}${PATH}?${new URLSearchParams({ partnerId: id })}`
  const accounts = opened.filter((account) => account !== undefined)
  const { newsSince } = session
  delete session.newsSince
  const news = newsSince === undefined ? undefined : moneyNews(accounts, newsSince)
  const page = signedInPage({
    person,
    session,
    accounts,
    hasAcceptedAgreement: world.brokerRecords.hasAcceptedAgreement(person.ctid),
    invitation: partnerId === undefined ? undefined : { partnerId, url: inviteBy(partnerId) },
    notice: notice ?? news ?? noticeOf(request.query.get('notice')),
  })
  return platformReply(page, 200, cookies)
}

/** What another page wants to have said here, by name, so that no link can put words here. */
function noticeOf(name: string | null): Notice | undefined {
  if (name !== 'outdated') return undefined
  return { kind: 'problem', text: 'The page was out of date, so nothing was done. Press again.' }
}

function showSignedOut({ query }: HttpRequest, notice?: Notice, cookies: string[] = []): HttpReply {
  const partnerId = query.get('partnerId') || undefined
  return platformReply(signedOutPage({ partnerId, notice }), 200, cookies)
}

function beginSignIn(platform: Platform, request: HttpRequest): HttpReply {
  const { deployment } = platform.backend
  const moved = moveToCanonicalHost(deployment, request)
  if (moved) return moved
  const { query } = request
  const target = loginScreen(deployment, {
    firstLogin: query.get('firstLogin') === 'true',
    partnerId: query.get('partnerId') || undefined,
    theme: readTheme(query.get('theme')),
  })
  return redirectReply(target, { 'set-cookie': platform.visits.begin({ purpose: 'platform' }) })
}

async function beginInApp(platform: Platform, request: HttpRequest): Promise<HttpReply> {
  const form = new URLSearchParams(request.body)
  const session = sessionOfForm(platform, request, form)
  if (!session) return redirectReply(`${PATH}?notice=outdated`)
  const action = inAppActions.find((name) => name === form.get('action'))
  const login = readOwnLogin(platform, session, form.get('account'))
  if (!action || (needsAccount(action) && login === undefined)) {
    const text = 'This form was not complete. Choose what to do once more.'
    return showSignedIn(platform, request, session, { notice: { kind: 'problem', text } })
  }
  const { crm, deployment } = platform.backend
  const { userId } = session
  const begunAt = platform.backend.world.clock.now()
  const token = await orRefusal(crm.generateOnce(userId, session.inappToken))
  if (token instanceof CrmRefusal) {
    const notice: Notice = { kind: 'problem', text: refusalWords(token) }
    return showSignedIn(platform, request, session, { notice })
  }
  const target = inAppScreen(deployment, action, {
    token,
    login,
    theme: readTheme(form.get('theme')),
  })
  return redirectReply(target, {
    'set-cookie': platform.visits.begin({ purpose: 'inApp', begunAt }),
  })
}

/** The account number in the form, when it is one of the person's own at this broker. */
function readOwnLogin(
  { backend: { world, deployment } }: Platform,
  { userId }: PlatformSession,
  account: string | null,
): number | undefined {
  const person = world.people.byCtid(userId)
  const own = person?.accounts.find(
    ({ profile }) =>
      profile.broker.name === deployment.brokerName && String(profile.login) === account,
  )
  return own?.profile.login
}

/** Only a form of the person's own page carries the token that goes with the cookie. */
function sessionOfForm(
  { sessions }: Platform,
  { cookies }: HttpRequest,
  form: URLSearchParams,
): PlatformSession | undefined {
  const session = sessions.find(cookies)
  return session && form.get('csrf') === session.formToken ? session : undefined
}
