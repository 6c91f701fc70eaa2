import { z } from 'zod'
import { type Html, html } from '@/mock-spotware/http/html'

const scalar = z.union([z.string(), z.number(), z.boolean()])
export type Scalar = z.output<typeof scalar>

const propertySchema = z.object({
  type: z.string().optional(),
  description: z.string().optional(),
  default: scalar.optional(),
  enum: z.array(scalar).optional(),
  anyOf: z.array(z.object({ const: scalar.optional() })).optional(),
  minimum: z.number().optional(),
})
type Property = z.output<typeof propertySchema>

const objectSchema = z.object({
  properties: z.record(z.string(), propertySchema).default({}),
  required: z.array(z.string()).default([]),
})

export interface SchemaField extends Property {
  name: string
  isRequired: boolean
}

/** What a JSON Schema of a flat object asks for. */
export function fieldsOf(schema: unknown): SchemaField[] {
  const { properties, required } = objectSchema.parse(schema)
  return Object.entries(properties).map(([name, property]) => ({
    ...property,
    name,
    isRequired: required.includes(name),
  }))
}

/** A control for one field, which the panel's script turns into JSON again by its data-type. */
export function control(field: SchemaField, id: string, value?: Scalar): Html {
  const choices = choicesOf(field)
  if (choices) {
    const shown = value ?? field.default
    return html`<select id="${id}" name="${field.name}" data-type="json">
${field.isRequired || shown !== undefined ? undefined : html`<option value="">any</option>`}
${choices.map((choice) => {
  const selected = choice === shown ? html` selected` : undefined
  return html`<option value="${JSON.stringify(choice)}"${selected}>${String(choice)}</option>`
})}</select>`
  }
  const isNumber = field.type === 'number' || field.type === 'integer'
  return html`<input id="${id}" name="${field.name}" data-type="${isNumber ? 'number' : 'text'}" type="${
    isNumber ? 'number' : 'text'
  }" step="any" value="${String(value ?? field.default ?? '')}"${field.isRequired ? html` required` : undefined}>`
}

function choicesOf({ type, enum: values, anyOf }: Property): Scalar[] | undefined {
  if (type === 'boolean') return [true, false]
  return values ?? anyOf?.flatMap((one) => one.const ?? [])
}
