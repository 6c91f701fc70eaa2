import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'

/** The answers of the contract are a few hundred bytes. */
const MAX_ANSWER_BYTES = 64 * 1024

export interface Question {
  method: string
  url: URL
  headers: Record<string, string>
  body?: string
  timeoutSeconds: number
}

export interface Answer {
  status: number
  /** Lower case, without parameters; empty when there is none. */
  mediaType: string
  body: string
  /** Undefined when the body is no JSON. */
  json: unknown
}

/** There was no complete HTTP answer; the message says why, and holds nothing of the request. */
export class NoAnswer extends Error {}

/** One request on a connection of its own; redirects are not followed. */
export function ask({ method, url, headers, body, timeoutSeconds }: Question): Promise<Answer> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false })
    const fail = (reason: string) => {
      clearTimeout(timer)
      outgoing.destroy()
      reject(new NoAnswer(reason))
    }
    const timer = setTimeout(
      () => fail(`no complete answer within ${timeoutSeconds} s`),
      timeoutSeconds * 1_000,
    )
    outgoing.on('error', (error) => fail(reasonOf(error)))
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = []
      let size = 0
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > MAX_ANSWER_BYTES) fail(`an answer of more than ${MAX_ANSWER_BYTES} bytes`)
        else chunks.push(chunk)
      })
      incoming.on('error', () => fail('the connection ended within the answer'))
      incoming.on('end', () => {
        clearTimeout(timer)
        const text = Buffer.concat(chunks).toString('utf8')
        resolve({
          status: incoming.statusCode ?? 0,
          mediaType: mediaTypeOf(incoming.headers['content-type']),
          body: text,
          json: parseJson(text),
        })
      })
    })
    outgoing.end(body)
  })
}

const reasons: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection was dropped',
  EPIPE: 'the connection was dropped',
  ENOTFOUND: 'unknown host',
  EAI_AGAIN: 'unknown host',
}

/** Only the code of the error: its message may quote the address with its secrets. */
function reasonOf(error: NodeJS.ErrnoException): string {
  const code = error.code ?? 'unknown reason'
  if (code.startsWith('HPE_')) return `what came is no HTTP (${code})`
  if (/CERT|SIGNATURE|ALTNAME/.test(code)) return `the certificate is not accepted (${code})`
  return reasons[code] ?? `no connection (${code})`
}

function mediaTypeOf(header: string | undefined): string {
  return (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
