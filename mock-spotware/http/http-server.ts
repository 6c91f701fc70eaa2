import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Clock } from '@/mock-spotware/clock'
import { reportDefect } from '@/mock-spotware/report-defect'
import { type HttpLogEntry, type RequestLog, redactParameters } from '@/mock-spotware/request-log'
import { type HttpReply, jsonError } from './reply'
import { type HttpRequest, matchRoute, parametersOf, type Route } from './router'

const MAX_BODY_BYTES = 64 * 1024
/** Looking at the mock is no request of the client under test, so it stays out of the log. */
const unloggedPaths = /^\/($|control\/|favicon\.ico$)/

class BodyTooLarge extends Error {}

export interface HttpServerOptions {
  /** As it is called in the request log. */
  name: HttpLogEntry['server']
  clock: Clock
  requests: RequestLog
  routes: readonly Route[]
  /** What a request without a route, or that cannot be read, is answered with. */
  refuse?: (status: number, reason: string) => HttpReply
}

export function createHttpServer({ refuse = jsonError, ...options }: HttpServerOptions): Server {
  return createServer((incoming, outgoing) => {
    answer({ ...options, refuse }, incoming)
      .catch((error: unknown) => {
        if (error instanceof BodyTooLarge) return refuse(413, 'the body is too large')
        reportDefect(error)
        return refuse(500, 'the mock failed')
      })
      .then((reply) => send(outgoing, reply))
  })
}

async function answer(
  { name, clock, requests, routes, refuse }: Required<HttpServerOptions>,
  incoming: IncomingMessage,
): Promise<HttpReply> {
  if (!isLoopbackName(incoming.headers.host)) return refuse(403, 'ask by a loopback name')
  const method = incoming.method ?? 'GET'
  const url = parseUrl(incoming.url)
  if (!url) return refuse(400, 'the URL is malformed')
  const match = matchRoute(routes, method, url.pathname)
  if (!('route' in match)) {
    return match.allowed.length > 0
      ? refuse(405, `use ${match.allowed.join(' or ')}`)
      : refuse(404, 'there is nothing at this path')
  }
  const request: HttpRequest = {
    method,
    host: incoming.headers.host ?? '',
    path: url.pathname,
    query: url.searchParams,
    params: match.params,
    cookies: parseCookies(incoming.headers.cookie ?? ''),
    contentType: incoming.headers['content-type'] ?? '',
    body: await readBody(incoming),
  }
  const reply = await match.route.handle(request)
  if (!unloggedPaths.test(url.pathname)) {
    requests.add({
      kind: 'http',
      server: name,
      at: clock.now(),
      method,
      path: url.pathname,
      parameters: redactParameters(parametersOf(request)),
      status: reply.status,
    })
  }
  return reply
}

/** A page of another site must not reach the control API through a name of its own. */
function isLoopbackName(host: string | undefined): boolean {
  return host !== undefined && /^(localhost|127\.0\.0\.1)(:\d+)?$/i.test(host)
}

function parseUrl(target: string | undefined): URL | undefined {
  const base = 'http://localhost'
  return URL.canParse(target ?? '/', base) ? new URL(target ?? '/', base) : undefined
}

function parseCookies(header: string): Record<string, string> {
  return Object.fromEntries(
    header.split(';').map((pair) => {
      const [name = '', ...value] = pair.trim().split('=')
      return [name, value.join('=')]
    }),
  )
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) throw new BodyTooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function send(outgoing: ServerResponse, reply: HttpReply): void {
  outgoing.writeHead(reply.status, reply.headers)
  outgoing.end(reply.body)
}
