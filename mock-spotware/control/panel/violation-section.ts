import { type Html, html } from '@/mock-spotware/http/html'
import type { World } from '@/mock-spotware/world'
import { scrollingTable, shownTime } from './action-button'

const SHOWN_VIOLATIONS = 50

export function violationSection({ violations }: World): Html {
  const all = violations.all()
  if (all.length === 0) return html`<p>No rule of the Open API was broken.</p>`
  return html`<p><strong>${all.length}</strong> in all. As JSON: <a href="/control/violations">violations</a>.</p>
${scrollingTable(
  'Violations',
  ['Time (UTC)', 'Rule', 'Request', 'Side', 'Connection'],
  all
    .slice(-SHOWN_VIOLATIONS)
    .reverse()
    .map(
      ({ at, kind, scope, message, environment, connection }) => html`<tr>
<td class="tight">${shownTime(at)}</td><td>${kind}${scope ? ` (${scope})` : ''}</td><td>${message}</td>
<td>${environment}</td><td>${connection}</td></tr>`,
    ),
)}`
}
