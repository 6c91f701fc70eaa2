import type { ServerResponse } from 'node:http'
import type { HttpReply } from './reply'

/** More than an empty body has, so that its length can be a lie, too. */
const MISSING_BYTES = 64

/**
 * `early`: the whole answer, after which the line stays open `until` then; `cut`: breaks off in the
 * middle; `none`: the connection ends without an answer.
 */
export type Delivery =
  | { how: 'whole' | 'cut'; reply: HttpReply }
  | { how: 'early'; reply: HttpReply; until: Promise<void> }
  /** Without a reply nothing was carried out either. */
  | { how: 'none'; reply?: HttpReply }

/** Sends a reply whole, sends half of it, or hangs up. */
export function deliver(outgoing: ServerResponse, delivery: Delivery): void {
  switch (delivery.how) {
    case 'none':
      outgoing.destroy()
      return
    case 'cut':
      sendCut(outgoing, delivery.reply)
      return
    case 'early':
      sendEarly(outgoing, delivery.reply, delivery.until)
      return
    case 'whole':
      outgoing.writeHead(delivery.reply.status, delivery.reply.headers)
      outgoing.end(delivery.reply.body)
  }
}

function sendEarly(
  outgoing: ServerResponse,
  { status, headers, body }: HttpReply,
  until: Promise<void>,
): void {
  const bytes = Buffer.from(body)
  outgoing.writeHead(status, { ...headers, 'content-length': bytes.length })
  outgoing.write(bytes)
  void until.then(() => outgoing.end())
}

/** Announces more than it sends, then ends the line. */
function sendCut(outgoing: ServerResponse, { status, headers, body }: HttpReply): void {
  const bytes = Buffer.from(body)
  outgoing.writeHead(status, { ...headers, 'content-length': bytes.length + MISSING_BYTES })
  outgoing.flushHeaders()
  outgoing.write(bytes.subarray(0, bytes.length / 2), () => outgoing.socket?.end())
}
