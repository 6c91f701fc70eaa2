import { type Html, html } from '@/mock-spotware/http/html'
import type { World } from '@/mock-spotware/world'
import { rowTable } from './section'
import { shownTime } from './shown-time'

const SHOWN_VIOLATIONS = 50

export function violationSection({ violations }: World): Html {
  const all = violations.all()
  if (all.length === 0) return html`<p>No rule of the Open API was broken.</p>`
  const rows = all.map(({ at, kind, scope, message, environment, connection }, index) => ({
    id: `violation-${index + 1}`,
    cells: [
      shownTime(at),
      `${kind}${scope ? ` (${scope})` : ''}`,
      message,
      `${environment}, connection ${connection}`,
    ],
  }))
  return html`<p><strong>${all.length}</strong> in all. As JSON: <a href="/control/violations">violations</a>.</p>
${rowTable(
  'Violations',
  ['Time (UTC)', 'Rule', 'Request', 'Where'],
  rows.slice(-SHOWN_VIOLATIONS).reverse(),
)}`
}
