import type { IncomingMessage } from 'node:http'

const MAX_BODY_BYTES = 64 * 1024
/** What a client that is refused may still send before the line is cut. */
const MAX_IGNORED_BYTES = 2 * 1024 * 1024
const LONGEST_IGNORING_MS = 2_000

/** Whether the client itself says that the body will be too large. */
export function announcesTooMuch({ headers }: IncomingMessage): boolean {
  return Number(headers['content-length'] ?? 0) > MAX_BODY_BYTES
}

/** Undefined as soon as it is known to be too large, and when the client went away. */
export function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  if (announcesTooMuch(incoming)) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    let chunks: Buffer[] = []
    let size = 0
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= MAX_BODY_BYTES) {
        chunks.push(chunk)
        return
      }
      chunks = []
      resolve(undefined)
    })
    incoming.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    incoming.on('error', () => resolve(undefined))
    incoming.on('close', () => resolve(undefined))
  })
}

/**
 * Takes what a client sends that was refused already: were the line cut at once, it would not see
 * the refusal. Ends with the request, and before long in any case.
 */
export function ignoreRest(incoming: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let size = 0
    const timeUp = setTimeout(done, LONGEST_IGNORING_MS)
    function done() {
      clearTimeout(timeUp)
      resolve()
    }
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > MAX_IGNORED_BYTES) done()
    })
    incoming.on('end', done)
    incoming.on('close', done)
    if (incoming.complete || incoming.destroyed) done()
  })
}
