import type { ServerResponse } from 'node:http'
import type { HttpReply } from './reply'

/** More than an empty body has, so that its length can be a lie, too. */
const MISSING_BYTES = 64

/** `cut`: breaks off in the middle; `none`: the connection ends without an answer. */
export interface Delivery {
  how: 'whole' | 'cut' | 'none'
  /** Absent when nothing was carried out either. */
  reply?: HttpReply
}

/** Sends a reply whole, sends half of it, or hangs up. */
export function deliver(outgoing: ServerResponse, { how, reply }: Delivery): void {
  if (how === 'none' || !reply) {
    outgoing.destroy()
    return
  }
  if (how === 'cut') {
    sendCut(outgoing, reply)
    return
  }
  outgoing.writeHead(reply.status, reply.headers)
  outgoing.end(reply.body)
}

/** Announces more than it sends, then ends the line. */
function sendCut(outgoing: ServerResponse, { status, headers, body }: HttpReply): void {
  const bytes = Buffer.from(body)
  outgoing.writeHead(status, { ...headers, 'content-length': bytes.length + MISSING_BYTES })
  outgoing.flushHeaders()
  outgoing.write(bytes.subarray(0, bytes.length / 2), () => outgoing.socket?.end())
}
