import protobuf from 'protobufjs'
import { z } from 'zod'
import type { Behaviour } from '@/mock-spotware/behaviour'
import { type Codec, MalformedFrame, type WirePayload, type WireValue } from './envelope'
import { messageType, payloadTypeOf } from './wire-schema'

const envelopeSchema = z.object({
  clientMsgId: z.string().optional(),
  payloadType: z.number().int(),
  payload: z.record(z.string(), z.unknown()).default({}),
})

const wideTypes = new Set(['int64', 'uint64'])

type JsonForms = Pick<Behaviour, 'jsonNumbers' | 'jsonEnums'>

/** One text frame is one object; how 64-bit values and enums look is a matter of behaviour. */
export function jsonCodec(forms: JsonForms): Codec {
  return {
    decode(frame) {
      const envelope = envelopeSchema.safeParse(parseJson(frame.toString('utf8')))
      if (!envelope.success) throw new MalformedFrame('the frame is no JSON envelope')
      return envelope.data
    },

    encode({ message, payload, clientMsgId }) {
      const payloadType = payloadTypeOf(message)
      const type = messageType(payloadType)
      if (!type) throw new RangeError(`${message} is not in the schema`)
      return stringify({ clientMsgId, payloadType, payload: inForms(type, payload, forms) })
    },
  }
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return /\d{16}/.test(text) ? JSON.parse(quoteLongNumbers(text)) : value
  } catch {
    throw new MalformedFrame('the frame is no JSON')
  }
}

/** Whole numbers that a double may not hold become strings; what is in strings already stays. */
function quoteLongNumbers(json: string): string {
  return json.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    /^-?\d{16,}$/.test(token) ? `"${token}"` : token,
  )
}

function inForms(type: protobuf.Type, payload: WirePayload, forms: JsonForms): WirePayload {
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => {
      const field = type.fields[name]
      return [name, field ? inForm(field, value, forms) : value]
    }),
  )
}

function inForm(field: protobuf.Field, value: WireValue, forms: JsonForms): WireValue {
  if (isList(value)) return value.map((one) => inForm(field, one, forms))
  const { resolvedType } = field
  if (resolvedType instanceof protobuf.Type) {
    return typeof value === 'object' ? inForms(resolvedType, value, forms) : value
  }
  if (resolvedType && forms.jsonEnums === 'names') {
    return resolvedType.valuesById[Number(value)] ?? value
  }
  const isText = value !== undefined && wideTypes.has(field.type) && forms.jsonNumbers === 'strings'
  return isText ? String(value) : value
}

/** JSON with bigints as bare digits, and without unset fields and empty lists. */
function stringify(value: WireValue): string {
  if (typeof value === 'bigint') return value.toString()
  if (isList(value)) return `[${value.map(stringify).join(',')}]`
  if (typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined && !(isList(member) && member.length === 0))
      .map(([name, member]) => `${JSON.stringify(name)}:${stringify(member)}`)
    return `{${members.join(',')}}`
  }
  return JSON.stringify(value)
}

function isList(value: WireValue): value is readonly WireValue[] {
  return Array.isArray(value)
}
