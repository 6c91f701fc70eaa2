import { z } from 'zod'
import { type Codec, MalformedFrame, type WireValue } from './envelope'
import { payloadTypeOf } from './wire-schema'

const envelopeSchema = z.object({
  clientMsgId: z.string().optional(),
  payloadType: z.number().int(),
  payload: z.record(z.string(), z.unknown()).default({}),
})

/** One text frame is one object; 64-bit values and enums are plain numbers. */
export const jsonCodec: Codec = {
  decode(frame) {
    const envelope = envelopeSchema.safeParse(parseJson(frame.toString('utf8')))
    if (!envelope.success) throw new MalformedFrame('the frame is no JSON envelope')
    return envelope.data
  },

  encode({ message, payload, clientMsgId }) {
    return stringify({ clientMsgId, payloadType: payloadTypeOf(message), payload })
  },
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new MalformedFrame('the frame is no JSON')
  }
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
