import { z } from 'zod'
import { behaviourSchema } from '@/mock-spotware/behaviour'
import { type Html, html } from '@/mock-spotware/http/html'
import type { World } from '@/mock-spotware/world'
import { actionButton, formCall } from './action-button'
import { control, fieldsOf, type Scalar, type SchemaField } from './schema-field'
import { switchGroups, switchWords } from './switch-words'

const fields = fieldsOf(z.toJSONSchema(behaviourSchema, { io: 'input' }))
const words = new Map(Object.entries(switchWords))

export function switchSection({ behaviour }: World): Html {
  const values = new Map<string, Scalar>(Object.entries(behaviour))
  const changed = fields.filter((field) => values.get(field.name) !== field.default)
  return html`<p class="soft">How the mock behaves where the real one is known or suspected to vary.</p>
<p id="changed-switches">${
    changed.length === 0
      ? 'All switches at their defaults.'
      : html`Changed: ${changed
          .map(({ name, default: first }) => `${name} ${first} → ${values.get(name)}`)
          .join(', ')}.`
  }</p>
<details id="all-switches"><summary>All ${fields.length} switches</summary>
<div class="field"><label for="switch-filter">Show only those about</label>
<input id="switch-filter" type="search" data-filters="all-switches" autocomplete="off"></div>
${switchGroups.map(
  (group) => html`<div class="group" id="switches-${group.toLowerCase()}"><h3>${group}</h3>
${fields
  .filter(({ name }) => words.get(name)?.group === group)
  .map((field) => switchRow(field, values.get(field.name)))}</div>`,
)}
</details>`
}

function switchRow(field: SchemaField, value: Scalar | undefined): Html {
  const { name, description, default: first } = field
  const label = words.get(name)?.label ?? name
  const id = `switch-${name}`
  const says = (now: string) => ({ done: `${label}: ${value} → ${now} (${name}).` })
  return html`<form class="switch" id="${id}-form" ${formCall('/control/behaviour', says(`{${name}}`))}>
<label for="${id}">${label} <code>${name}</code><small>${description}; default ${String(first)}</small></label>
${control({ ...field, isRequired: true }, id, value)}
<button type="submit" id="${id}-set" aria-label="Change ${name}">Change</button>
${
  value === first
    ? undefined
    : actionButton({
        id: `${id}-default`,
        label: 'Back to default',
        path: '/control/behaviour',
        body: { [name]: first },
        look: 'quiet',
        says: says(String(first)),
      })
}
</form>`
}
