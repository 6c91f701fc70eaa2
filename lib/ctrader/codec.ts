import type { Message, MessageName } from './schema'

/** What travels in one frame. `name` is null for payload types this client does not know. */
export type Envelope = {
  name: MessageName | null
  payloadType: number
  clientMsgId: string | null
  message: unknown
}

/** One of the two forms the Open API speaks. */
export type Codec = {
  encode<Name extends MessageName>(
    name: Name,
    message: Message<Name>,
    clientMsgId?: string,
  ): Uint8Array | string
  /** @throws MalformedFrame */
  decode(frame: Uint8Array): Envelope
}

/** A frame that does not follow the schema. Says where, never what it held. */
export class MalformedFrame extends Error {
  constructor(where: string) {
    super(`A frame from cTrader does not follow the schema: ${where}`)
    this.name = 'MalformedFrame'
  }
}
