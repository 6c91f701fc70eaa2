import { type Html, html } from '@/mock-spotware/http/html'
import { actionButton } from './action-button'

const GOES =
  'Gone are all grants and tokens, faults, trades and cash made by hand, people and accounts that were created, requests and violations; whoever is connected is cut off. Switches are as they were at the start, and so are the faults of a scenario.'
const STAYS = 'What stays is the time: it only moves forward.'

export function startOverSection(): Html {
  return html`<p class="soft">${GOES} ${STAYS}</p>
<div class="row">${actionButton({
    id: 'reset',
    label: 'Reset everything',
    path: '/control/reset',
    look: 'danger',
    confirm: { question: 'Reset everything?', text: `${GOES} ${STAYS}` },
    says: { done: 'Everything is back at the beginning. The time stays where it is.' },
  })}</div>`
}
