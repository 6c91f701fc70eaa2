import { type Html, html } from '@/mock-spotware/http/html'
import type { World } from '@/mock-spotware/world'

const kinds = [
  ['tokenInvalidated', 'Token invalidated: sessions end, the token stays valid'],
  ['clientDisconnect', 'Client disconnected: the connection is closed'],
  ['accountDisconnect', 'Account disconnected: its session ends'],
  ['spuriousAccountDisconnect', 'Account disconnected, but its session goes on working'],
] as const

export function eventSection({ people }: World): Html {
  return html`<p class="soft">Pushed once to those connected to the Open API.</p>
<form class="fields" data-path="/control/events" data-says="The event went to {connections} connections.">
<div><label for="event-kind">Event</label>
<select id="event-kind" name="kind">${kinds.map(
    ([kind, title]) => html`<option value="${kind}">${title}</option>`,
  )}</select></div>
<div><label for="event-persona">Whose accounts</label>
<select id="event-persona" name="persona"><option value="">everybody's</option>${people
    .all()
    .map(({ name }) => html`<option value="${name}">${name}</option>`)}</select></div>
<div><label for="event-reason">Reason</label>
<input id="event-reason" name="reason" autocomplete="off"></div>
<button type="submit" id="event-send">Send the event</button>
</form>`
}
