import { z } from 'zod'
import { type Codec, MalformedFrame } from './envelope'
import { envelopeType, messageType, payloadTypeOf } from './wire-schema'

const envelopeSchema = z.object({
  payloadType: z.number(),
  clientMsgId: z.string().optional(),
  payload: z.instanceof(Uint8Array).optional(),
})

/** One frame is one ProtoMessage with the inner message in `payload`. */
export const protobufCodec: Codec = {
  decode(frame) {
    const { payloadType, clientMsgId, payload } = decodeEnvelope(frame)
    const type = messageType(payloadType)
    if (!type) return { payloadType, clientMsgId, payload: undefined }
    try {
      const message = type.decode(payload ?? new Uint8Array())
      return { payloadType, clientMsgId, payload: type.toObject(message, { longs: String }) }
    } catch {
      throw new MalformedFrame(`the payload is no ${type.name}`, { payloadType, clientMsgId })
    }
  },

  encode({ message, payload, clientMsgId }) {
    const payloadType = payloadTypeOf(message)
    const type = messageType(payloadType)
    if (!type) throw new RangeError(`${message} is not in the schema`)
    const envelope = envelopeType.fromObject({
      payloadType,
      clientMsgId,
      payload: type.encode(type.fromObject(payload)).finish(),
    })
    return Buffer.from(envelopeType.encode(envelope).finish())
  },
}

function decodeEnvelope(frame: Buffer) {
  try {
    return envelopeSchema.parse(envelopeType.toObject(envelopeType.decode(frame)))
  } catch {
    throw new MalformedFrame('the frame is no ProtoMessage')
  }
}
