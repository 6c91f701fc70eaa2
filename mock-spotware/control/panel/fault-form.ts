import { describeParameters, faultKinds } from '@/mock-spotware/faults/fault-order'
import { type Html, html } from '@/mock-spotware/http/html'
import { requestNames } from '@/mock-spotware/open-api/wire-schema'
import type { World } from '@/mock-spotware/world'
import { formCall } from './action-button'
import { kindLabels, parameterLabel } from './fault-words'
import { control, fieldsOf, type SchemaField } from './schema-field'
import { labelled } from './section'
import { shortName } from './shown-account'

const kindsAndLabels = new Map(Object.entries(kindLabels))
const { common, byKind } = describeParameters()

/** Any fault the control API takes; the panel's script hides what does not fit the endpoint. */
export function faultForm({ people }: World): Html {
  const says = { done: 'The fault {id} is set.', highlight: 'fault-{id}' }
  return html`<form class="fields" id="fault-form" data-keeps ${formCall('/control/faults', says)}>
${labelled(
  {
    id: 'fault-endpoint',
    label: 'Applies to',
    name: 'endpoint',
    about: 'such as POST /apps/token, crm *, ProtoOADealListReq; * is all of cTrader',
  },
  html`<input id="fault-endpoint" name="endpoint" list="fault-endpoints" required autocomplete="off">
<datalist id="fault-endpoints">${endpoints().map((name) => html`<option value="${name}">`)}</datalist>`,
)}
${labelled(
  { id: 'fault-kind', label: 'What happens', name: 'kind' },
  html`<select id="fault-kind" name="kind" data-explained="fault-kind-about">${Object.entries(
    faultKinds,
  ).map(
    ([kind, { title, fits }]) =>
      html`<option value="${kind}" data-about="${title}." data-fits="${fits.join(' ')}">${kindsAndLabels.get(kind)}</option>`,
  )}</select>
<p class="soft" id="fault-kind-about"></p>`,
)}
${byKind.map(({ kind, schema }) => parameterFields(kind, fieldsOf(schema)))}
${fieldsOf(common).map((field) =>
  field.name === 'accountId'
    ? accountField(people, field)
    : parameterField(field, `fault-${field.name}`),
)}
<button type="submit" id="fault-set">Set this fault</button>
</form>`
}

function parameterFields(kind: string, fields: SchemaField[]): Html {
  if (fields.length === 0) return html``
  return html`<fieldset data-kind="${kind}" id="fault-parameters-${kind}" aria-label="Parameters of ${kind}">
${fields.map((field) => parameterField(field, `fault-${kind}-${field.name}`))}</fieldset>`
}

function parameterField(field: SchemaField, id: string): Html {
  const { name, description } = field
  return labelled({ id, label: parameterLabel(name), name, about: description }, control(field, id))
}

function accountField(people: World['people'], { name, description }: SchemaField): Html {
  const id = 'fault-accountId'
  const owners = people.all().filter(({ accounts }) => accounts.length > 0)
  return labelled(
    { id, label: parameterLabel(name), name, about: description },
    html`<select id="${id}" name="${name}" data-type="number"><option value="">any</option>${owners.map(
      (owner) =>
        html`<optgroup label="${owner.name}">${owner.accounts.map(
          ({ profile }) =>
            html`<option value="${profile.accountId}">${shortName(profile)} (${profile.accountId})</option>`,
        )}</optgroup>`,
    )}</select>`,
  )
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
