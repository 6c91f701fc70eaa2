import type { AccountProfile } from '@/mock-spotware/accounts/records'
import { accountLabel } from '@/mock-spotware/ctrader-id/pages'
import { type Html, html } from '@/mock-spotware/http/html'
import type { Persona } from '@/mock-spotware/personas/persona'
import type { World } from '@/mock-spotware/world'
import { actionButton } from './action-button'

export function peopleSection({ people }: World): Html {
  return html`<p class="soft">Sign in with the name; the password is <strong>demo</strong> for everybody.</p>
${people.all().map(describePerson)}`
}

function describePerson({ name, ctid, description, accounts }: Persona): Html {
  return html`<details id="person-${ctid}"><summary>${name}, ${accounts.length} ${accounts.length === 1 ? 'account' : 'accounts'}</summary>
<p class="soft">${description}</p>
${accounts.map(({ profile }) => describeAccount(profile))}
</details>`
}

function describeAccount(account: AccountProfile): Html {
  const { accountId } = account
  const shortName = `${account.isLive ? 'Live' : 'Demo'} ${account.login}`
  return html`<div class="account">
<p>${accountLabel(account)} (<a href="/control/ledger/${accountId}">ledger of ${shortName}</a>)</p>
<div class="row">${actionButton({
    id: `trade-${accountId}`,
    label: `Add a trade to ${shortName}`,
    path: '/control/trade',
    body: { accountId },
    says: `${shortName} has a new trade that is already closed.`,
  })}</div>
<form data-path="/control/cash" data-says="${shortName}: {kind} of {delta} is booked.">
<input type="hidden" name="accountId" value="${accountId}" data-type="number">
<div><label for="cash-${accountId}">Amount for ${shortName} <small>minus takes money out</small></label>
<input id="cash-${accountId}" name="amount" inputmode="text" placeholder="100.00" required></div>
<button type="submit" id="cash-${accountId}-book">Deposit or withdraw</button>
</form>
</div>`
}
