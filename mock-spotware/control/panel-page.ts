import type { AccountProfile } from '@/mock-spotware/accounts/records'
import { page } from '@/mock-spotware/ctrader-id/page-frame'
import { accountLabel } from '@/mock-spotware/ctrader-id/pages'
import { Html, html } from '@/mock-spotware/http/html'
import { htmlReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import type { World } from '@/mock-spotware/world'

/** Buttons post the JSON they carry and show the state afterwards. */
const script = new Html(`
  document.addEventListener('click', async (event) => {
    const button = event.target.closest('button[data-post]')
    if (!button) return
    const answer = await fetch(button.dataset.post, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: button.dataset.body ?? '{}',
    })
    if (answer.ok) location.reload()
    else document.getElementById('problem').textContent = (await answer.json()).error
  })
`)

export function panelRoutes(world: World, openConnections: () => number): Route[] {
  const handle = () => htmlReply(panelPage(world, openConnections()))
  return [{ method: 'GET', path: '/', handle }]
}

function panelPage(world: World, openConnections: number): Html {
  const isActive = world.application.isActive
  return page(
    'mock-spotware',
    html`<h1>Control panel</h1>
<p id="problem" role="alert"></p>
<p>
Requests: <strong>${world.requests.all().length}</strong> ·
violations: <strong>${world.violations.all().length}</strong> ·
open connections: <strong>${openConnections}</strong> ·
application: <strong>${isActive ? 'active' : 'not active'}</strong>
</p>
<div class="row">
<button type="button" data-post="/control/application" data-body="${JSON.stringify({ active: !isActive })}">${isActive ? 'Deactivate application' : 'Activate application'}</button>
<button type="button" data-post="/control/reset">Reset everything</button>
</div>
<h2>Grants</h2>
${grantTable(world)}
<h2>Personas</h2>
<p class="soft">Sign in with the name; the password is <strong>demo</strong> for everybody.</p>
${personaTable(world)}
<p class="soft">As JSON: <a href="/control/personas">personas</a>, <a href="/control/requests">requests</a>, <a href="/control/violations">violations</a>, <a href="/control/behaviour">behaviour</a>.</p>
<script>${script}</script>`,
    'wide',
  )
}

function grantTable(world: World): Html {
  const grants = world.grants.living()
  if (grants.length === 0) return html`<p class="soft">Nobody has allowed access yet.</p>`
  return html`<div class="scroll"><table>
<thead><tr><th>Person</th><th>Scope</th><th>Accounts</th><th>Access token until</th><th></th></tr></thead>
<tbody>
${grants.map(
  (grant) => html`<tr>
<td>${grant.persona.name}</td>
<td>${grant.scope}</td>
<td>${grant.accountIds.length}</td>
<td>${new Date(grant.accessTokenExpiresAt).toISOString()}</td>
<td><button type="button" data-post="/control/grants/${grant.persona.ctid}/revoke">Revoke access of ${grant.persona.name}</button></td>
</tr>`,
)}
</tbody></table></div>`
}

function personaTable(world: World): Html {
  return html`<div class="scroll"><table>
<thead><tr><th>Name</th><th>What is special</th><th>Accounts</th></tr></thead>
<tbody>
${world.people.all().map(
  (persona) => html`<tr>
<td>${persona.name}</td>
<td>${persona.description}</td>
<td>${persona.accounts.map(({ profile }) => accountRow(profile))}</td>
</tr>`,
)}
</tbody></table></div>`
}

function accountRow(account: AccountProfile): Html {
  const { accountId } = account
  const shortName = `${account.isLive ? 'Live' : 'Demo'} ${account.login}`
  return html`<p>${accountLabel(account)} (<a href="/control/ledger/${accountId}">ledger</a>)<br>
<button type="button" data-post="/control/trade" data-body="${JSON.stringify({ accountId })}">Add a trade to ${shortName}</button></p>`
}
