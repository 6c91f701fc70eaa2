import { createServer, type IncomingMessage } from 'node:http'
import { listenOnLoopback } from '@/mock-spotware/loopback-listener'

interface CrmCall {
  method: string
  path: string
  query: Record<string, string>
  headers: IncomingMessage['headers']
  body: string
}

/** A status with a body, or no answer at all. */
type CrmAnswer =
  | { status: number; body?: unknown; headers?: Record<string, string> }
  | 'silence'
  | 'hangUp'
export type CrmScript = (call: CrmCall) => CrmAnswer

/** A CRM that says what a test wants it to say. */
export async function startScriptedCrm(script: CrmScript) {
  const calls: CrmCall[] = []
  const answerer = { script }
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const url = new URL(incoming.url ?? '/', 'http://localhost')
    const call = {
      method: incoming.method ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString(),
    }
    calls.push(call)
    const answer = answerer.script(call)
    if (answer === 'hangUp') incoming.socket.destroy()
    if (typeof answer === 'string') return
    const { status, body, headers } = answer
    outgoing.writeHead(status, { 'content-type': 'application/json', ...headers })
    outgoing.end(typeof body === 'string' ? body : body && JSON.stringify(body))
  })
  const listener = await listenOnLoopback(server, 0, 'none')
  return {
    url: `http://127.0.0.1:${listener.port}`,
    calls,
    /** From now on it answers otherwise. */
    follow(next: CrmScript) {
      answerer.script = next
    },
    close: listener.close,
  }
}

export type ScriptedCrm = Awaited<ReturnType<typeof startScriptedCrm>>
