import { type Html, html } from '@/mock-spotware/http/html'
import type { World } from '@/mock-spotware/world'
import { actionButton } from './action-button'
import { shownTime } from './shown-time'

const steps = [
  { advance: '1h', label: 'Advance 1 hour' },
  { advance: '1d', label: 'Advance 1 day' },
  {
    advance: '31d',
    label: 'Advance 31 days',
    confirm: {
      question: 'Advance 31 days?',
      text: 'There is no way back, not even by a reset. By default an access token lives a little more than 30 days: those handed out so far expire.',
    },
  },
]

export function timeSection({ clock }: World): Html {
  return html`<p>It is <strong>${shownTime(clock.now())} UTC</strong> here, ${lead(clock.aheadMs())}.</p>
<p class="soft">Time only moves forward: tokens and codes grow old at once. Not even a reset brings it back.</p>
<div class="row">${steps.map(({ advance, label, confirm }) =>
    actionButton({
      id: `advance-${advance}`,
      label,
      path: '/control/clock',
      body: { advance },
      confirm,
      says: { done: 'Time was moved forward. It is now {now}.' },
    }),
  )}</div>`
}

function lead(milliseconds: number): string {
  if (milliseconds === 0) return "the same as this computer's clock"
  const minutes = Math.floor(milliseconds / 60_000)
  const parts = [
    count(Math.floor(minutes / 1_440), 'day'),
    count(Math.floor(minutes / 60) % 24, 'hour'),
    count(minutes % 60, 'minute'),
  ]
  const shown = parts.filter((part) => part !== '')
  return `${shown.join(', ') || 'less than a minute'} ahead of this computer's clock`
}

function count(number: number, unit: string): string {
  if (number === 0) return ''
  return `${number} ${unit}${number === 1 ? '' : 's'}`
}
