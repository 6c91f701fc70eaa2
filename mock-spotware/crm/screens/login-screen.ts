import { z } from 'zod'
import { type HttpReply, redirectReply } from '@/mock-spotware/http/reply'
import type { HttpRequest, Route } from '@/mock-spotware/http/router'
import { STALE_FORM } from './form-guard'
import { logIn, wantsToStay } from './log-in'
import { loginPage, signUpPage } from './login-pages'
import type { Site } from './site'
import { Visit } from './visit'

const PATH = '/auth/login'

const signUpSchema = z.object({
  name: z.string().trim().min(1, 'Please enter your first name.').max(60),
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(200)
    .pipe(z.email('Please enter a complete e-mail address.')),
  password: z.string().min(8, 'The password needs 8 characters or more.').max(200),
  agree: z.literal('true', 'Please accept the client agreement.'),
})

/** Where cTrader sends people to log in or to sign up. */
export function loginRoutes(site: Site): Route[] {
  return [
    { method: 'GET', path: PATH, handle: (request) => show(new Visit(site, request)) },
    { method: 'POST', path: PATH, handle: (request) => act(site, request) },
  ]
}

function show(visit: Visit): HttpReply {
  const isSignUp = visit.request.query.get('firstLogin') === 'true'
  return isSignUp ? showSignUp(visit) : showLogin(visit)
}

function act(site: Site, request: HttpRequest): HttpReply | Promise<HttpReply> {
  const visit = new Visit(site, request)
  const isSignUp = visit.form.get('step') === 'signUp'
  if (!visit.isOwnForm()) {
    return isSignUp ? showSignUp(visit, STALE_FORM, 403) : showLogin(visit, STALE_FORM, 403)
  }
  return isSignUp ? signUp(site, visit) : enterCtrader(site, visit)
}

async function enterCtrader(site: Site, visit: Visit): Promise<HttpReply> {
  const loggedIn = await logIn(site, visit)
  if ('problem' in loggedIn) return showLogin(visit, loggedIn.problem, loggedIn.status)
  const { client, keepLoggedIn, cookie } = loggedIn
  return visit.enterCtrader(client.userId, keepLoggedIn, [cookie])
}

async function signUp(site: Site, visit: Visit): Promise<HttpReply> {
  const wanted = signUpSchema.safeParse(Object.fromEntries(visit.form))
  if (!wanted.success) {
    return showSignUp(visit, wanted.error.issues[0]?.message ?? 'Please fill in everything.', 400)
  }
  const outcome = await site.registrations.signUp({
    ...wanted.data,
    attempt: visit.attempt(),
    invitedBy: partnerOf(visit),
  })
  if ('problem' in outcome) return showSignUp(visit, outcome.problem, 409)
  const { userId } = outcome.client
  const keepLoggedIn = wantsToStay(visit)
  const cookie = visit.beginSession({ userId, keepLoggedIn })
  return redirectReply(visit.link('/account/create'), { 'set-cookie': [cookie] })
}

function showLogin(visit: Visit, problem?: string, status = 200): HttpReply {
  const entry = {
    ...filledIn(visit),
    problem,
    signUpLink: visit.link(PATH, { firstLogin: 'true' }),
  }
  return visit.show('Log in', (hidden) => loginPage(entry, hidden), { status })
}

function showSignUp(visit: Visit, problem?: string, status = 200): HttpReply {
  const entry = {
    ...filledIn(visit),
    name: visit.form.get('name') ?? undefined,
    problem,
    partnerId: partnerOf(visit),
    loginLink: visit.link(PATH, { firstLogin: 'false' }),
  }
  return visit.show('Sign up', (hidden) => signUpPage(entry, hidden), { status })
}

function filledIn(visit: Visit) {
  const { action, form } = visit
  return { action, email: form.get('email') ?? undefined, isKept: wantsToStay(visit) }
}

/** Whoever brought the visitor; opaque. */
function partnerOf({ request }: Visit): string | undefined {
  return request.query.get('partnerId')?.trim().slice(0, 200) || undefined
}
