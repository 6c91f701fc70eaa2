import { type Html, html } from '@/mock-spotware/http/html'
import type { World } from '@/mock-spotware/world'
import { actionButton } from './action-button'
import { faultForm } from './fault-form'
import { faultPresets } from './fault-presets'
import { describeFault } from './fault-words'
import { rowTable } from './section'

type ListedFault = ReturnType<World['faults']['list']>[number]

export function faultSection(world: World): Html {
  const listed = world.faults.list()
  return html`<p class="soft">What goes wrong on purpose. One request meets one fault at most: the oldest that fits.</p>
${faultPresets(listed)}
<details id="any-fault"><summary>Any other fault</summary>
${faultForm(world)}
</details>
${listed.length === 0 ? html`<p id="no-faults">No faults set.</p>` : faultList(listed)}`
}

function faultList(listed: ListedFault[]): Html {
  return html`<div id="faults-set">${rowTable(
    'Faults',
    ['Fault', 'Applies to', 'What happens', 'State', 'Hits', 'Remaining', ''],
    listed.map((fault) => ({
      id: `fault-${fault.id}`,
      cells: [
        html`<strong>${fault.id}</strong>`,
        html`<code>${fault.endpoint}</code>`,
        describeFault(fault),
        describeState(fault),
        fault.hits,
        fault.remaining ?? 'until cleared',
        actionButton({
          id: `clear-${fault.id}`,
          label: `Clear ${fault.id}`,
          method: 'DELETE',
          path: `/control/faults/${fault.id}`,
          look: 'quiet danger',
          says: { done: `The fault ${fault.id} is cleared.` },
        }),
      ],
    })),
  )}
<div class="row end">${actionButton({
    id: 'clear-faults',
    label: 'Clear all',
    method: 'DELETE',
    path: '/control/faults',
    look: 'quiet danger',
    says: { done: 'All faults are cleared ({cleared} in number). Everything works again.' },
  })}</div></div>`
}

function describeState({ state, waiting }: ListedFault): string {
  return waiting > 0 ? `${state}, ${waiting} waiting` : state
}
