import { type Html, html } from '@/mock-spotware/http/html'
import type { World } from '@/mock-spotware/world'
import { actionButton, scrollingTable, shownTime } from './action-button'

export function grantSection({ grants }: World): Html {
  const living = grants.living()
  if (living.length === 0) return html`<p>Nobody has allowed access yet.</p>`
  return scrollingTable(
    'Grants',
    ['Person', 'Scope', 'Accounts', 'Access token until (UTC)'],
    living.map(
      ({ persona, scope, accountIds, accessTokenExpiresAt }) => html`<tr>
<td class="tight">${actionButton({
        id: `revoke-${persona.ctid}`,
        label: `Revoke access of ${persona.name}`,
        path: `/control/grants/${persona.ctid}/revoke`,
        says: `${persona.name} has withdrawn access. The tokens do not work any more.`,
      })}</td><td>${scope}</td><td>${accountIds.length}</td>
<td>${shownTime(accessTokenExpiresAt)}</td>
</tr>`,
    ),
  )
}
