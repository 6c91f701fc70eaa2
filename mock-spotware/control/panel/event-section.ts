import { type Html, html } from '@/mock-spotware/http/html'
import type { World } from '@/mock-spotware/world'
import { formCall } from './action-button'
import { labelled } from './section'

const kinds = [
  ['tokenInvalidated', 'Token invalidated', 'Sessions end, the token stays valid.'],
  ['clientDisconnect', 'Client disconnected', 'The connection is closed.'],
  ['accountDisconnect', 'Account disconnected', 'The session of the account ends.'],
  [
    'spuriousAccountDisconnect',
    'Account disconnected, falsely',
    'The event is sent, but the session goes on working.',
  ],
] as const

export function eventSection({ people }: World): Html {
  const says = {
    done: 'Sent to {connections} open connection(s).',
    otherwise: { unless: 'connections', text: 'Nobody is connected; nothing was sent.' },
  }
  return html`<p class="soft">Pushed once to those connected to the Open API.</p>
<form class="fields" ${formCall('/control/events', says)}>
${labelled(
  { id: 'event-kind', label: 'Event' },
  html`<select id="event-kind" name="kind" data-explained="event-about">${kinds.map(
    ([kind, title, about]) => html`<option value="${kind}" data-about="${about}">${title}</option>`,
  )}</select>
<p class="soft" id="event-about">${kinds[0][2]}</p>`,
)}
${labelled(
  { id: 'event-persona', label: 'Whose accounts' },
  html`<select id="event-persona" name="persona"><option value="">everybody's</option>${people
    .all()
    .map(({ name }) => html`<option value="${name}">${name}</option>`)}</select>`,
)}
${labelled(
  { id: 'event-reason', label: 'Reason, if any' },
  html`<input id="event-reason" name="reason" maxlength="200" autocomplete="off">`,
)}
<button type="submit" id="event-send">Send the event</button>
</form>`
}
