import { createServer, type Server } from 'node:http'
import { isBearer } from '@/lib/metrics/bearer'
import type { Registry } from '@/lib/metrics/registry'

/** A worker that has not looked for work for so long stands still. */
const STANDS_STILL_MS = 30_000

/**
 * Tells what a worker counts (`/metrics`) and whether it goes on (`/health`). Only this machine
 * reaches it, unless there is a token to ask for.
 */
export async function startStatusServer(options: {
  port: number
  token: string | undefined
  registry: Registry
  /** Since when, in `performance.now()`, the worker has found its agenda readable. */
  lastLookAt: () => number
}): Promise<{ port: number; stop(): Promise<void> }> {
  const { port, token, registry, lastLookAt } = options
  const server = createServer((request, response) => {
    const say = (status: number, type: string, body: string) =>
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
    if (request.method === 'GET' && request.url === '/health') {
      const goesOn = performance.now() - lastLookAt() < STANDS_STILL_MS
      const status = goesOn ? 'ok' : 'unavailable'
      return say(goesOn ? 200 : 503, 'application/json', JSON.stringify({ status }))
    }
    const isMetrics = request.method === 'GET' && request.url === '/metrics'
    if (!isMetrics || (token && !isBearer(request.headers.authorization, token)))
      return say(404, 'text/plain', 'Not found\n')
    return say(200, 'text/plain; version=0.0.4; charset=utf-8', registry.text())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, token ? undefined : '127.0.0.1', resolve)
  })
  return { port: portOf(server), stop: () => closed(server) }
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('Not listening on a port')
  return address.port
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
