import { type Html, html } from '@/mock-spotware/http/html'
import type { Persona } from '@/mock-spotware/personas/persona'
import { PERSONA_PASSWORD } from '@/mock-spotware/personas/personas'
import type { World } from '@/mock-spotware/world'
import { accountCard } from './account-card'
import { actionButton } from './action-button'

export function peopleSection(world: World): Html {
  const people = world.people.all()
  const created = new Set(world.people.kept().people.map(({ ctid }) => ctid))
  const atBroker = people.filter((person) => person.signsInAtBroker && !created.has(person.ctid))
  return html`<p>At cTrader ID sign in with the name; the password is <strong>${PERSONA_PASSWORD}</strong>.
${atBroker.map((person) => html`<strong>${person.name}</strong> ${brokerSignIn(person, false)}. `)}</p>
<p class="soft">An account has a login, such as 2101, which its owner knows, and an id, such as 41000101, which the API uses.</p>
${people.map((person) => describePerson(world, person, created.has(person.ctid)))}`
}

/** How somebody without a password at cTrader ID signs in. */
function brokerSignIn({ name, email = name }: Persona, isCreated: boolean): Html {
  return isCreated
    ? html`signs in at the broker: <strong>${email}</strong> and the password chosen there`
    : html`signs in at the broker: <strong>${email}</strong> / <strong>${PERSONA_PASSWORD}</strong>`
}

function describePerson(world: World, person: Persona, isCreated: boolean): Html {
  const { name, ctid, description, accounts } = person
  return html`<details id="person-${ctid}"><summary>${name}, ${accounts.length} ${accounts.length === 1 ? 'account' : 'accounts'}</summary>
<p class="soft">${description}. cTrader ID <code>${ctid}</code>.</p>
${person.signsInAtBroker ? html`<p>${name} ${brokerSignIn(person, isCreated)}.</p>` : undefined}
${accounts.map(({ profile }) => accountCard(world, profile))}
${world.crm.clients.byUserId(ctid) ? crmRevocation(person) : undefined}
</details>`
}

function crmRevocation({ name, ctid }: Persona): Html {
  return html`<div class="row">${actionButton({
    id: `crm-revoke-${ctid}`,
    label: `Revoke all CRM tokens of ${name}`,
    path: '/control/crm/revoke',
    body: { userId: ctid },
    look: 'quiet danger',
    says: { done: `The broker's CRM has revoked all tokens of ${name}.` },
  })}</div>`
}
