import type { BrowserSession } from '@/mock-spotware/crm/browser-sessions'
import type { OneTimeToken } from '@/mock-spotware/crm/one-time-tokens'
import { hashToken } from '@/mock-spotware/crm/token-hash'
import { isForm } from '@/mock-spotware/http/content-type'
import { cookie, droppedCookie } from '@/mock-spotware/http/cookie'
import { type Html, html } from '@/mock-spotware/http/html'
import { type HttpReply, htmlReply, redirectReply } from '@/mock-spotware/http/reply'
import type { HttpRequest } from '@/mock-spotware/http/router'
import { newToken } from '@/mock-spotware/new-token'
import { brokerPage, errorNote, type Theme } from './broker-frame'
import type { Site } from './site'

/** Kept from page to page; everything else of a query, tokens above all, is left behind. */
const keptParameters = ['account', 'lang', 'source', 'theme', 'firstLogin', 'partnerId']

/** One request to a page of the broker, and the ways of answering it. */
export class Visit {
  readonly request: HttpRequest
  /** What was filled in; empty when nothing was sent. */
  readonly form: URLSearchParams
  /** The page itself, which its forms post to. */
  readonly action: string
  readonly #site: Site

  constructor(site: Site, request: HttpRequest) {
    this.#site = site
    this.request = request
    this.form = new URLSearchParams(isForm(request) ? request.body : '')
    this.action = this.link(request.path)
  }

  /** Another page, seen in the same way. */
  link(path: string, changes: Record<string, string> = {}): string {
    const kept = new URLSearchParams()
    for (const name of keptParameters) {
      const value = changes[name] ?? this.request.query.get(name)
      if (value) kept.set(name, value)
    }
    return kept.size > 0 ? `${path}?${kept}` : path
  }

  /** The same however often the button of one form is pressed. */
  attempt(): string {
    return this.form.get('attempt')?.slice(0, 100) || newToken()
  }

  /** Whether the form was made by us for this browser. */
  isOwnForm(): boolean {
    return this.#site.guard.isOurs(this.request, this.form)
  }

  show(
    title: string,
    content: (hiddenFields: Html) => Html,
    { status = 200, attempt }: { status?: number; attempt?: string } = {},
  ): HttpReply {
    const { fields, cookie } = this.#site.guard.protect(this.request, attempt)
    return htmlReply(brokerPage(title, this.#theme(), content(fields)), status, {
      'set-cookie': [cookie],
      'content-security-policy': this.#contentSecurityPolicy(),
      'x-content-type-options': 'nosniff',
    })
  }

  /** A page without a form; the way on begins anew in cTrader. */
  stop(status: number, title: string, text: string): HttpReply {
    return this.show(
      title,
      () => html`<h1>${title}</h1>
${errorNote(text)}
<p><a href="${this.#site.deployment.successUrl()}">Back to trading</a></p>`,
      { status },
    )
  }

  /** To cTrader, where the person is signed in by it. */
  enterCtrader(userId: number, keepLoggedIn: boolean, cookies: string[] = []): HttpReply {
    return this.#leave({ userId, purpose: 'login', keepLoggedIn }, cookies)
  }

  /** Back to cTrader after an in-app action, which is over by it. */
  returnToCtrader(userId: number): HttpReply {
    this.#site.crm.sessions.finish(this.request.cookies[ACTION_COOKIE], this.press())
    return this.#leave({ userId, purpose: 'return', keepLoggedIn: false })
  }

  /** Everything the form says: the same for the same button of the same form, filled in the same. */
  press(): string {
    return hashToken(this.request.body)
  }

  /** Begins a session and returns the cookie for it. */
  beginSession(session: BrowserSession): string {
    const id = this.#site.crm.sessions.begin(session)
    if (session.action === undefined) return cookie(AREA_COOKIE, id)
    // several in-app pages may be open at once, so each keeps its own
    return cookie(ACTION_COOKIE, id, { path: this.request.path })
  }

  /** Who is signed in to the client area. */
  areaSession(): BrowserSession | undefined {
    const session = this.#site.crm.sessions.find(this.request.cookies[AREA_COOKIE])
    return session?.action === undefined ? session : undefined
  }

  /** Ends the client area's session and returns the cookie that says so. */
  endAreaSession(): string {
    this.#site.crm.sessions.end(this.request.cookies[AREA_COOKIE])
    return droppedCookie(AREA_COOKIE)
  }

  /** Whom an in-app page was opened for. */
  actionSession(): BrowserSession | undefined {
    return this.#site.crm.sessions.find(this.request.cookies[ACTION_COOKIE])
  }

  /** Where the application waits for the browser; the address is never taken from a request. */
  #leave(token: OneTimeToken, cookies: string[] = []): HttpReply {
    const { crm, deployment } = this.#site
    const target = new URL(deployment.successUrl())
    target.searchParams.set('token', crm.oneTimeTokens.issue(token))
    return redirectReply(target.href, { 'set-cookie': cookies })
  }

  #theme(): Theme {
    const theme = this.request.query.get('theme')
    return theme === 'light' || theme === 'dark' ? theme : undefined
  }

  #contentSecurityPolicy(): string {
    const { deployment } = this.#site
    const platform = new URL(deployment.backendUrl()).origin
    const success = new URL(deployment.successUrl()).origin
    // without the success URL's origin browsers refuse the redirect that follows a form
    const formTargets = [...new Set(["'self'", platform, success])].join(' ')
    return `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action ${formTargets}; frame-ancestors ${platform}`
  }
}

const AREA_COOKIE = 'mock_crm'
const ACTION_COOKIE = 'mock_crm_action'
