import { type Html, html } from '@/mock-spotware/http/html'
import type { LogEntry } from '@/mock-spotware/request-log'
import type { World } from '@/mock-spotware/world'

const SHOWN_ENTRIES = 50

export function requestSection({ requests }: World, wanted: string): Html {
  const words = wanted.trim().toLowerCase()
  const all = requests.all()
  const matching = words === '' ? all : all.filter((entry) => mentions(entry, words))
  const shown = matching.slice(-SHOWN_ENTRIES)
  return html`<form class="row" method="get" action="/#requests" data-search>
<div class="field grow"><label for="find">Search</label>
<input id="find" type="search" name="find" value="${wanted}" autocomplete="off"></div>
<button type="submit" id="find-go">Search</button>
</form>
<p class="soft">${shown.length} of ${matching.length}, newest first, without secrets. All as JSON: <a href="/control/requests">requests</a>.</p>
${
  shown.length === 0
    ? html`<p>No request${words === '' ? ' yet' : ' mentions it'}.</p>`
    : html`<ol class="requests">${requestRows(shown).reverse()}</ol>`
}`
}

function requestRows(entries: readonly LogEntry[]): Html[] {
  const sameMoment = new Map<number, number>()
  return entries.map((entry) => {
    const before = sameMoment.get(entry.at) ?? 0
    sameMoment.set(entry.at, before + 1)
    return requestRow(entry, `request-${entry.at}-${before}`)
  })
}

function requestRow(entry: LogEntry, id: string): Html {
  const [tone, word] = judge(entry)
  const time = new Date(entry.at).toISOString()
  const fault = entry.fault ? `fault ${entry.fault}` : ''
  const details = [addressee(entry), fault, detailsOf(entry)].filter((part) => part !== '')
  return html`<li id="${id}"><details id="${id}-details"><summary>
<span class="line"><time datetime="${time}" title="${time}">${time.slice(11, 23)}</time> <b class="tag ${tone}">${word}</b> <span class="asked">${whatWasAsked(entry)}</span></span>
<span class="line soft cut">${details.join(' · ')}</span></summary></details></li>
`
}

type Tone = 'fine' | 'refused' | 'broken'

function judge(entry: LogEntry): [Tone, string] {
  const outcome = outcomeOf(entry)
  if (entry.status === 0 || entry.status === 'not answered') return ['broken', outcome]
  if (entry.kind === 'open-api') {
    return entry.status === 'ok' ? ['fine', outcome] : ['refused', `refused: ${outcome}`]
  }
  if (entry.status >= 500) return ['broken', `failed: ${outcome}`]
  return entry.status >= 400 ? ['refused', `refused: ${outcome}`] : ['fine', outcome]
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
    const parameters = Object.entries(entry.parameters).map(([name, value]) => `${name}=${value}`)
    return [...parameters, entry.note ?? []].flat().join(', ')
  }
  const account = entry.accountId === undefined ? '' : `, account ${entry.accountId}`
  return `connection ${entry.connection}${account}`
}

/** In any of what the row shows. */
function mentions(entry: LogEntry, words: string): boolean {
  const row = [addressee(entry), whatWasAsked(entry), detailsOf(entry), ...judge(entry)]
  return [...row, entry.fault ?? ''].join(' ').toLowerCase().includes(words)
}
