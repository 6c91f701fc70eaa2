import type { FaultKind } from '@/mock-spotware/faults/fault-order'
import { type Html, html } from '@/mock-spotware/http/html'
import type { World } from '@/mock-spotware/world'
import { actionButton } from './action-button'

type ListedFault = ReturnType<World['faults']['list']>[number]

interface Preset {
  id: string
  label: string
  about: string
  body: { endpoint: string; kind: FaultKind; times?: number } & Record<string, string | number>
}

const presets: Preset[] = [
  {
    id: 'fault-maintenance',
    label: 'Maintenance',
    about: 'cTrader is under maintenance for 15 minutes',
    body: { endpoint: '*', kind: 'maintenance', minutes: 15 },
  },
  {
    id: 'fault-refresh',
    label: 'Lost token refresh',
    about: 'The next token refresh is carried out, but its answer is lost',
    body: { endpoint: '* /apps/token', kind: 'dropAfter', times: 1 },
  },
  {
    id: 'fault-slow',
    label: 'Slow history',
    about: 'Deal lists are answered five seconds late',
    body: { endpoint: 'ProtoOADealListReq', kind: 'delay', ms: 5_000 },
  },
  {
    id: 'fault-drop',
    label: 'Lost deal list',
    about: 'The connection drops at the next deal list',
    body: { endpoint: 'ProtoOADealListReq', kind: 'dropAfter', times: 1 },
  },
  {
    id: 'fault-half-open',
    label: 'Silent connections',
    about: 'New connections to the Open API stay open and silent',
    body: { endpoint: 'open-api connect', kind: 'halfOpen' },
  },
  {
    id: 'fault-crm',
    label: 'CRM down',
    about: "The broker's CRM answers everything with 503",
    body: { endpoint: 'crm *', kind: 'status', status: 503 },
  },
]

/** One press sets a preset, the next one clears it. */
export function faultPresets(listed: readonly ListedFault[]): Html {
  return html`<ul class="presets">${presets.map((preset) => {
    const fault = listed.find((one) => one.state === 'active' && isMadeBy(one, preset.body))
    return html`<li id="${preset.id}-item"${fault ? html` class="set"` : undefined}>${actionButton({
      id: preset.id,
      label: `${preset.label}${fault ? ': on' : ''}`,
      ...(fault ? clearing(fault.id, preset.label) : setting(preset)),
    })}<span class="soft" id="${preset.id}-about">${preset.about}</span></li>`
  })}</ul>`
}

function setting({ about, body }: Preset) {
  const says = { done: `From now on: ${about}. The fault is called {id}.`, highlight: 'fault-{id}' }
  return { path: '/control/faults', body, says }
}

function clearing(id: string, label: string) {
  const says = { done: `${label} is off again.` }
  return { method: 'DELETE' as const, path: `/control/faults/${id}`, says }
}

const additions = ['skip', 'probability', 'accountId', 'environment']

/** A fault that does what the preset does, and nothing narrower. */
function isMadeBy(fault: ListedFault, preset: Preset['body']): boolean {
  const given = new Map<string, unknown>(Object.entries(fault))
  return (
    Object.entries(preset).every(([name, value]) => given.get(name) === value) &&
    additions.every((name) => given.get(name) === undefined) &&
    given.get('times') === preset.times
  )
}
