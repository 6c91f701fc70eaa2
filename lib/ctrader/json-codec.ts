import { type Codec, MalformedFrame } from './codec'
import { normalise } from './normalise'
import { MESSAGES, PAYLOAD_NAMES } from './schema'

/** JSON over WebSocket: one text frame `{ clientMsgId, payloadType, payload }`. */
export const jsonCodec: Codec = {
  encode(name, message, clientMsgId) {
    const { payloadType } = MESSAGES[name] as { payloadType?: number }
    return JSON.stringify({ clientMsgId, payloadType, payload: message }, (_, value) =>
      typeof value === 'bigint' ? numberIfExact(value) : value,
    )
  },

  decode(frame) {
    const outer = parse(Buffer.from(frame).toString('utf8'))
    const payloadType = payloadTypeOf(outer)
    const clientMsgId = typeof outer.clientMsgId === 'string' ? outer.clientMsgId : null
    const name = PAYLOAD_NAMES.get(payloadType) ?? null
    const message = name === null ? null : normalise(name, outer.payload ?? {})
    return { name, payloadType, clientMsgId, message }
  },
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(quoteLongIntegers(text))
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // Falls through: what it was is not ours to print.
  }
  throw new MalformedFrame('the envelope')
}

function payloadTypeOf({ payloadType }: Record<string, unknown>): number {
  const number = typeof payloadType === 'string' ? Number(payloadType) : payloadType
  if (typeof number !== 'number' || !Number.isInteger(number))
    throw new MalformedFrame('payloadType')
  return number
}

/** Integers JSON.parse could round become strings. Strings and numbers are matched whole, so no part of them is. */
function quoteLongIntegers(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    /^-?\d{16,}$/.test(token) ? `"${token}"` : token,
  )
}

function numberIfExact(value: bigint): number | string {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value.toString()
}
