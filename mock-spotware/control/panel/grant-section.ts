import { type Html, html } from '@/mock-spotware/http/html'
import type { World } from '@/mock-spotware/world'
import { actionButton } from './action-button'
import { rowTable } from './section'
import { shortName } from './shown-account'
import { shownTime } from './shown-time'

/** `site` is the address of this server as the reader called it. */
export function grantSection({ grants, people }: World, site: string): Html {
  const living = grants.living()
  return html`${
    living.length === 0
      ? html`<p>Nobody has allowed access yet.</p>`
      : rowTable(
          'Grants',
          ['Person', 'Scope', 'Accounts', 'Token until (UTC)', ''],
          living.map(({ persona, scope, accountIds, accessTokenExpiresAt }) => ({
            id: `grant-${persona.ctid}`,
            cells: [
              html`<strong>${persona.name}</strong>`,
              scope,
              accountIds.map((accountId) => nameOf(people, accountId)).join(', ') || 'none',
              shownTime(accessTokenExpiresAt),
              actionButton({
                id: `revoke-${persona.ctid}`,
                label: `Revoke access of ${persona.name}`,
                path: `/control/grants/${persona.ctid}/revoke`,
                look: 'quiet danger',
                says: {
                  done: `${persona.name} has withdrawn access. The tokens do not work any more.`,
                },
              }),
            ],
          })),
        )
  }
<p class="soft">A pair of tokens without a browser; they are not shown on this page:</p>
<pre>curl -X POST ${site}/control/grants -d '{"persona":"ana"}'</pre>`
}

function nameOf(people: World['people'], accountId: number): string {
  const account = people.account(accountId)
  return account ? shortName(account.profile) : String(accountId)
}
