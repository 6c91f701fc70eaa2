import { describeParameters, faultKinds } from '@/mock-spotware/faults/fault-order'
import { type Html, html } from '@/mock-spotware/http/html'
import { requestNames } from '@/mock-spotware/open-api/wire-schema'
import type { World } from '@/mock-spotware/world'
import { actionButton, scrollingTable } from './action-button'
import { control, fieldsOf, type SchemaField } from './schema-field'

const presets = [
  {
    id: 'fault-maintenance',
    label: 'cTrader is under maintenance for 15 minutes',
    body: { endpoint: '*', kind: 'maintenance', minutes: 15 },
  },
  {
    id: 'fault-refresh',
    label: 'Next token refresh loses its answer',
    body: { endpoint: '* /apps/token', kind: 'dropAfter', times: 1 },
  },
  {
    id: 'fault-slow',
    label: 'History answers slowly',
    body: { endpoint: 'ProtoOADealListReq', kind: 'delay', ms: 5_000 },
  },
  {
    id: 'fault-drop',
    label: 'Next deal list: connection drops',
    body: { endpoint: 'ProtoOADealListReq', kind: 'dropAfter', times: 1 },
  },
  {
    id: 'fault-half-open',
    label: 'New connections stay silent',
    body: { endpoint: 'open-api connect', kind: 'halfOpen' },
  },
  {
    id: 'fault-crm',
    label: 'CRM is down',
    body: { endpoint: 'crm *', kind: 'status', status: 503 },
  },
]

export function faultSection({ faults }: World): Html {
  return html`<p class="soft">What goes wrong on purpose. One request meets one fault at most: the oldest that fits.</p>
<div class="row">${presets.map((preset) =>
    actionButton({
      ...preset,
      path: '/control/faults',
      says: `From now on: ${preset.label}. The fault is called {id}.`,
    }),
  )}</div>
${activeFaults(faults.list())}
<details id="any-fault"><summary>Any other fault</summary>
${faultForm()}
</details>`
}

function activeFaults(listed: ReturnType<World['faults']['list']>): Html {
  if (listed.length === 0) return html`<p>Nothing goes wrong on purpose now.</p>`
  return html`${scrollingTable(
    'Faults',
    ['Fault', 'Applies to', 'What happens', 'State', 'Hits', 'Left'],
    listed.map(
      (fault) => html`<tr>
<td class="tight">${actionButton({
        id: `clear-${fault.id}`,
        label: `Clear ${fault.id}`,
        method: 'DELETE',
        path: `/control/faults/${fault.id}`,
        says: `The fault ${fault.id} is cleared.`,
      })}</td><td>${fault.endpoint}</td><td>${faultKinds[fault.kind].title}</td>
<td>${describeState(fault)}</td><td>${fault.hits}</td><td>${fault.remaining ?? 'until cleared'}</td>
</tr>`,
    ),
  )}
<div class="row">${actionButton({
    id: 'clear-faults',
    label: 'Clear all',
    method: 'DELETE',
    path: '/control/faults',
    says: 'All faults are cleared ({cleared} in number). Everything works again.',
  })}</div>`
}

function describeState({ state, waiting, endsAt }: ReturnType<World['faults']['list']>[number]) {
  const end = state === 'active' && endsAt ? `, until ${endsAt.slice(0, 16).replace('T', ' ')}` : ''
  return `${state}${end}${waiting > 0 ? `, ${waiting} waiting` : ''}`
}

function faultForm(): Html {
  const { common, byKind } = describeParameters()
  return html`<form class="fields" data-path="/control/faults" data-says="The fault {id} is set.">
<div><label for="fault-endpoint">Applies to <small>such as POST /apps/token, crm *, ProtoOADealListReq</small></label>
<input id="fault-endpoint" name="endpoint" list="fault-endpoints" required autocomplete="off">
<datalist id="fault-endpoints">${endpoints().map((name) => html`<option value="${name}">`)}</datalist></div>
<div><label for="fault-kind">What happens</label>
<select id="fault-kind" name="kind">${Object.entries(faultKinds).map(
    ([kind, { title }]) => html`<option value="${kind}">${kind}: ${title}</option>`,
  )}</select></div>
${byKind.map(({ kind, schema }) => parameterFields(kind, fieldsOf(schema)))}
${fieldsOf(common).map((field) => labelled(field, `fault-${field.name}`))}
<button type="submit" id="fault-set">Set this fault</button>
</form>`
}

function parameterFields(kind: string, fields: SchemaField[]): Html {
  if (fields.length === 0) return html``
  return html`<fieldset data-kind="${kind}" aria-label="Parameters of ${kind}">
${fields.map((field) => labelled(field, `fault-${kind}-${field.name}`))}</fieldset>`
}

function labelled(field: SchemaField, id: string): Html {
  return html`<div><label for="${id}">${field.name} <small>${field.description}</small></label>
${control(field, id)}</div>`
}

function endpoints(): string[] {
  return [
    '*',
    'GET /apps/token',
    'POST /apps/token',
    '* /apps/token',
    'crm *',
    'crm POST /oauth2/crmApiToken',
    'crm POST /oauth2/onetime/authorize',
    'crm POST /oauth2/authorize',
    'crm POST /oauth2/onetime/generate',
    'crm PUT /oauth2/logout',
    'open-api *',
    'open-api connect',
    ...requestNames(),
  ]
}
