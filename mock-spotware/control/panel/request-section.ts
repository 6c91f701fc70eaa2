import { type Html, html } from '@/mock-spotware/http/html'
import type { LogEntry } from '@/mock-spotware/request-log'
import type { World } from '@/mock-spotware/world'
import { scrollingTable, shownTime } from './action-button'

const SHOWN_ENTRIES = 50
const FIRST_FAILURE_STATUS = 400

export function requestSection({ requests }: World, wanted: string): Html {
  const matching = requests.all().filter((entry) => mentions(entry, wanted))
  const shown = matching.slice(-SHOWN_ENTRIES).reverse()
  return html`<form class="row" method="get" action="/#requests">
<div><label for="find">Only those that mention</label>
<input id="find" name="find" value="${wanted}" autocomplete="off"></div>
<button type="submit" id="find-go">Filter</button>
</form>
<p class="soft">${shown.length} of ${matching.length}, newest first, without secrets. All as JSON: <a href="/control/requests">requests</a>.</p>
${
  shown.length === 0
    ? html`<p>No request yet${wanted ? ' that mentions it' : ''}.</p>`
    : scrollingTable(
        'Requests',
        ['Time (UTC)', 'Outcome', 'Request', 'To', 'Details'],
        shown.map(requestRow),
      )
}`
}

function requestRow(entry: LogEntry): Html {
  const outcome = hasFailed(entry)
    ? html`<span class="bad">failed: ${outcomeOf(entry)}</span>`
    : html`${outcomeOf(entry)}`
  return html`<tr><td class="tight">${shownTime(entry.at)}</td><td>${outcome}${entry.fault ? ` (fault ${entry.fault})` : ''}</td>
<td>${whatWasAsked(entry)}</td><td>${addressee(entry)}</td>
<td class="wide">${detailsOf(entry)}</td></tr>`
}

function hasFailed(entry: LogEntry): boolean {
  return entry.kind === 'http'
    ? entry.status === 0 || entry.status >= FIRST_FAILURE_STATUS
    : entry.status !== 'ok'
}

function outcomeOf({ status }: LogEntry): string {
  return status === 0 ? 'not answered' : String(status)
}

function addressee(entry: LogEntry): string {
  if (entry.kind === 'open-api') return `Open API, ${entry.environment}`
  return entry.server === 'crm' ? 'CRM' : 'cTrader'
}

function whatWasAsked(entry: LogEntry): string {
  return entry.kind === 'http' ? `${entry.method} ${entry.path}` : entry.message
}

function detailsOf(entry: LogEntry): string {
  if (entry.kind === 'http') {
    return Object.entries(entry.parameters)
      .map(([name, value]) => `${name}=${value}`)
      .join(', ')
  }
  const account = entry.accountId === undefined ? '' : `, account ${entry.accountId}`
  return `connection ${entry.connection}${account}`
}

/** In any of what the row shows. */
function mentions(entry: LogEntry, wanted: string): boolean {
  const row = [addressee, whatWasAsked, outcomeOf, detailsOf].map((describe) => describe(entry))
  const text = [...row, entry.fault ?? '', hasFailed(entry) ? 'failed' : ''].join(' ')
  return text.toLowerCase().includes(wanted.trim().toLowerCase())
}
