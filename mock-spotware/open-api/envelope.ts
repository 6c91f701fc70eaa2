export type WireValue =
  | string
  | number
  | bigint
  | boolean
  | undefined
  | WirePayload
  | readonly WireValue[]
export interface WirePayload {
  [field: string]: WireValue
}

/** A message on its way out. */
export interface Outgoing {
  /** Name of the message in the schema. */
  message: string
  payload: WirePayload
  /** Echo of the request's id; events have none. */
  clientMsgId?: string
}

/** A message that arrived; its fields are checked by whoever handles it. */
export interface Incoming {
  payloadType: number
  clientMsgId?: string
  payload: unknown
}

/** The frame is no envelope at all, or the payload is no instance of its message. */
export class MalformedFrame extends Error {
  readonly payloadType?: number
  readonly clientMsgId?: string

  constructor(reason: string, known: { payloadType?: number; clientMsgId?: string } = {}) {
    super(reason)
    this.payloadType = known.payloadType
    this.clientMsgId = known.clientMsgId
  }
}

export interface Codec {
  /** Throws MalformedFrame. */
  decode(frame: Buffer): Incoming
  encode(outgoing: Outgoing): Buffer | string
}
