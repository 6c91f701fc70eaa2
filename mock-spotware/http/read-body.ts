import type { IncomingMessage } from 'node:http'

const MAX_BODY_BYTES = 64 * 1024

/**
 * Undefined when it is too large or the client went away. A body that is too large is read to its
 * end all the same: a client that is still sending would not see the refusal.
 */
export function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= MAX_BODY_BYTES) chunks.push(chunk)
    })
    incoming.on('end', () => {
      resolve(size <= MAX_BODY_BYTES ? Buffer.concat(chunks).toString('utf8') : undefined)
    })
    incoming.on('error', () => resolve(undefined))
    incoming.on('close', () => resolve(undefined))
  })
}
