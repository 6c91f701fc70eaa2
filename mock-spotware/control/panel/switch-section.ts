import { z } from 'zod'
import { behaviourSchema } from '@/mock-spotware/behaviour'
import { type Html, html } from '@/mock-spotware/http/html'
import type { World } from '@/mock-spotware/world'
import { control, fieldsOf, type SchemaField } from './schema-field'

const fields = fieldsOf(z.toJSONSchema(behaviourSchema, { io: 'input' }))

export function switchSection({ behaviour }: World): Html {
  const values = new Map(Object.entries(behaviour))
  const isChanged = (field: SchemaField) => values.get(field.name) !== field.default
  const changed = fields.filter(isChanged)
  return html`<p class="soft">How the mock behaves where the real one is known or suspected to vary.</p>
<p>${
    changed.length === 0
      ? 'Every switch is as it was at first.'
      : `Not as at first: ${changed.map(({ name }) => name).join(', ')}.`
  }</p>
<details id="all-switches"><summary>All ${fields.length} switches</summary>
${fields.map((field) => switchRow(field, values.get(field.name)))}
</details>`
}

function switchRow(field: SchemaField, value: string | number | boolean | undefined): Html {
  const { name, description } = field
  const id = `switch-${name}`
  return html`<form class="switch" data-path="/control/behaviour" data-says="${name} is now {${name}}.">
<label for="${id}">${name}${description ? html` <small>${description}</small>` : undefined}</label>
${control({ ...field, isRequired: true }, id, value)}
<button type="submit" id="${id}-set" aria-label="Change ${name}">Change</button>
</form>`
}
