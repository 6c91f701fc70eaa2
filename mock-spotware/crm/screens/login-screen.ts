import { z } from 'zod'
import type { HttpReply } from '@/mock-spotware/http/reply'
import { redirectReply } from '@/mock-spotware/http/reply'
import type { HttpRequest, Route } from '@/mock-spotware/http/router'
import { loginPage, signUpPage } from './login-pages'
import type { Site } from './site'
import { Visit } from './visit'

const PATH = '/auth/login'
export const STALE_FORM =
  'This page was open for too long or in another browser. Please press again.'

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
  return isSignUp ? signUp(site, visit) : logIn(site, visit)
}

async function logIn(site: Site, visit: Visit): Promise<HttpReply> {
  const { form } = visit
  const client = site.crm.clients.withPassword(form.get('email') ?? '', form.get('password') ?? '')
  if (!client) return showLogin(visit, 'The e-mail address or the password is wrong.', 401)
  await site.registrations.reportPending(client)
  const keepLoggedIn = form.get('keepLoggedIn') === 'true'
  const cookie = visit.beginSession({ userId: client.userId, keepLoggedIn })
  return visit.leaveForCtrader(client.userId, keepLoggedIn, [cookie])
}

async function signUp(site: Site, visit: Visit): Promise<HttpReply> {
  const wanted = signUpSchema.safeParse(Object.fromEntries(visit.form))
  if (!wanted.success) {
    return showSignUp(visit, wanted.error.issues[0]?.message ?? 'Please fill in everything.', 400)
  }
  const partnerId = partnerOf(visit)
  const outcome = await site.registrations.signUp({
    ...wanted.data,
    attempt: visit.attempt(),
    partnerId,
  })
  if ('problem' in outcome) return showSignUp(visit, outcome.problem, 409)
  const { userId } = outcome.client
  const keepLoggedIn = visit.form.get('keepLoggedIn') === 'true'
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

function filledIn({ action, form }: Visit) {
  return {
    action,
    email: form.get('email') ?? undefined,
    isKept: form.get('keepLoggedIn') === 'true',
  }
}

/** Whoever brought the visitor; opaque. */
function partnerOf({ request }: Visit): string | undefined {
  return request.query.get('partnerId')?.trim().slice(0, 200) || undefined
}
