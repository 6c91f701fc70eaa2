import protobuf from 'protobufjs'
import { type Codec, MalformedFrame } from './codec'
import { normalise } from './normalise'
import { ENUMS, MESSAGES, type MessageName, PAYLOAD_NAMES } from './schema'

const root = new protobuf.Root()

const envelope = new protobuf.Type('Envelope')
  .add(new protobuf.Field('payloadType', 1, 'uint32', 'required'))
  .add(new protobuf.Field('payload', 2, 'bytes', 'optional'))
  .add(new protobuf.Field('clientMsgId', 3, 'string', 'optional'))
root.add(envelope)

for (const [name, { fields }] of Object.entries(MESSAGES)) {
  const type = new protobuf.Type(name)
  for (const [field, [number, fieldType, label]] of Object.entries(fields)) {
    // An enum travels as a varint; reading it as int32 keeps numbers we have no name for.
    const wireType = fieldType in ENUMS ? 'int32' : fieldType
    // Whether something required is missing is decided in one place for both codecs.
    const rule = label === 'repeated' ? 'repeated' : 'optional'
    type.add(new protobuf.Field(field, number, wireType, rule))
  }
  root.add(type)
}
root.resolveAll()

/** Protobuf over WebSocket: one binary frame is one envelope, without a length prefix. */
export const protobufCodec: Codec = {
  encode(name, message, clientMsgId) {
    const payload = typeOf(name).encode(forWire(message)).finish()
    const { payloadType } = MESSAGES[name] as { payloadType?: number }
    return envelope.encode({ payloadType, payload, clientMsgId }).finish()
  },

  decode(frame) {
    let outer: { payloadType?: number; payload?: Uint8Array; clientMsgId?: string }
    try {
      outer = envelope.decode(frame) as typeof outer
    } catch {
      throw new MalformedFrame('the envelope')
    }
    const payloadType = outer.payloadType ?? 0
    const name = PAYLOAD_NAMES.get(payloadType) ?? null
    const clientMsgId = outer.clientMsgId || null
    if (name === null) return { name, payloadType, clientMsgId, message: null }
    return { name, payloadType, clientMsgId, message: decodePayload(name, outer.payload) }
  },
}

function decodePayload(name: MessageName, payload: Uint8Array | undefined) {
  const type = typeOf(name)
  let decoded: protobuf.Message
  try {
    decoded = type.decode(payload ?? new Uint8Array())
  } catch {
    throw new MalformedFrame(name)
  }
  return normalise(name, type.toObject(decoded, { longs: String }))
}

function typeOf(name: MessageName): protobuf.Type {
  return root.lookupType(name)
}

/** protobufjs takes 64-bit integers as decimal strings. */
function forWire(message: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(message).map(([field, value]) => [field, plain(value)]))
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return value.map(plain)
  return typeof value === 'object' && value !== null ? forWire(value) : value
}
