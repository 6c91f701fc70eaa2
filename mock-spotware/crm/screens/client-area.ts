import type { Client } from '@/mock-spotware/crm/kept-crm'
import { type Html, html } from '@/mock-spotware/http/html'
import { type HttpReply, redirectReply } from '@/mock-spotware/http/reply'
import type { HttpRequest, Route } from '@/mock-spotware/http/router'
import { errorNote } from './broker-frame'
import { STALE_FORM } from './form-guard'
import { logIn, wantsToStay } from './log-in'
import { areaLoginPage } from './login-pages'
import type { Site } from './site'
import { Visit } from './visit'

/** The broker's own pages outside cTrader. */
export function clientAreaRoutes(site: Site): Route[] {
  return [
    {
      method: 'GET',
      path: '/',
      handle(request) {
        const visit = new Visit(site, request)
        const client = clientOf(site, visit)
        return client ? showArea(site, visit, client) : showLogin(visit)
      },
    },
    { method: 'POST', path: '/', handle: (request) => act(site, request) },
  ]
}

async function act(site: Site, request: HttpRequest): Promise<HttpReply> {
  const visit = new Visit(site, request)
  const client = clientOf(site, visit)
  if (!visit.isOwnForm()) {
    return client
      ? showArea(site, visit, client, STALE_FORM, 403)
      : showLogin(visit, STALE_FORM, 403)
  }
  const step = visit.form.get('step')
  if (step === 'login') return enterArea(site, visit)
  if (!client) return showLogin(visit, 'You are not logged in any more.', 403)
  switch (step) {
    case 'openCtrader':
      return visit.enterCtrader(client.userId, visit.areaSession()?.keepLoggedIn ?? false)
    case 'becomePartner':
      await site.registrations.makePartner(client)
      return redirectReply(visit.action)
    case 'logOut':
      site.crm.sessions.endActionsOf(client.userId)
      return redirectReply(visit.action, { 'set-cookie': [visit.endAreaSession()] })
    case 'logOutEverywhere':
      site.crm.revokeAllTokens(client.userId)
      return redirectReply(visit.action, { 'set-cookie': [visit.endAreaSession()] })
    default:
      return showArea(site, visit, client, 'The form was incomplete.', 400)
  }
}

async function enterArea(site: Site, visit: Visit): Promise<HttpReply> {
  const loggedIn = await logIn(site, visit)
  if ('problem' in loggedIn) return showLogin(visit, loggedIn.problem, loggedIn.status)
  return redirectReply(visit.action, { 'set-cookie': [loggedIn.cookie] })
}

function clientOf({ crm }: Site, visit: Visit): Client | undefined {
  const session = visit.areaSession()
  return session && crm.clients.byUserId(session.userId)
}

function showLogin(visit: Visit, problem?: string, status = 200): HttpReply {
  const { action, form } = visit
  const entry = {
    action,
    email: form.get('email') ?? undefined,
    isKept: wantsToStay(visit),
    problem,
  }
  return visit.show('Client area', (hidden) => areaLoginPage(entry, hidden), { status })
}

function showArea(
  site: Site,
  visit: Visit,
  client: Client,
  problem?: string,
  status = 200,
): HttpReply {
  const isPending = !client.isAgreementReported || !client.isPartnerReported
  return visit.show(
    'Client area',
    (hidden) => html`<h1>Hello ${client.name}</h1>
${errorNote(problem)}
<dl><dt>E-mail</dt><dd>${client.email}</dd>
<dt>Identity</dt><dd>${client.isVerified ? 'verified' : 'not verified yet'}</dd>
${client.invitedBy ? html`<dt>Invited by</dt><dd>${client.invitedBy}</dd>` : undefined}</dl>
${isPending ? html`<p class="soft">cTrader could not be told everything about you. We tell it at your next login.</p>` : undefined}
<h2>Trading accounts</h2>
${client.accounts.length === 0 ? html`<p>You have none yet.</p>` : undefined}
<dl>${client.accounts.map(
      ({ login, environmentName, currency, unlinkedPasswordHash }) =>
        html`<dt>${login}</dt><dd>${environmentName}, ${currency}${unlinkedPasswordHash ? ', not finished' : ''}</dd>`,
    )}</dl>
<p><a href="${visit.link('/account/create')}">Open a trading account</a></p>
${partnership(site, client)}
<form method="post" action="${visit.action}">
${hidden}
<button class="primary" type="submit" name="step" value="openCtrader">Open cTrader</button>
${client.partnerId ? undefined : html`<button type="submit" name="step" value="becomePartner">Become a partner</button>`}
<button type="submit" name="step" value="logOut">Log out</button>
<button type="submit" name="step" value="logOutEverywhere">Log out on all devices</button>
</form>`,
    { status },
  )
}

/** The link that a partner shares, and what came of it. It leads to cTrader, and from there here. */
function partnership({ crm, deployment }: Site, { partnerId }: Client): Html | undefined {
  if (partnerId === undefined) return undefined
  const link = `${deployment.backendUrl()}/platform?${new URLSearchParams({ partnerId })}`
  return html`<h2>Partnership</h2>
<dl><dt>Partner id</dt><dd>${partnerId}</dd>
<dt>Clients through you</dt><dd>${crm.clients.countInvitedBy(partnerId)}</dd></dl>
<p>Your referral link: <a href="${link}">${link}</a></p>`
}
