import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { reportDefect } from '@/mock-spotware/report-defect'
import { redactParameters } from '@/mock-spotware/request-log'
import type { World } from '@/mock-spotware/world'
import { type HttpReply, jsonError } from './reply'
import { type HttpRequest, matchRoute, parametersOf, type Route } from './router'

const MAX_BODY_BYTES = 64 * 1024
/** Looking at the mock is no request of the client under test, so it stays out of the log. */
const unloggedPaths = /^\/($|control\/|favicon\.ico$)/

class BodyTooLarge extends Error {}

export function createHttpServer(world: World, routes: readonly Route[]): Server {
  return createServer((incoming, outgoing) => {
    answer(world, routes, incoming)
      .catch((error: unknown) => {
        if (error instanceof BodyTooLarge) return jsonError(413, 'the body is too large')
        reportDefect(error)
        return jsonError(500, 'the mock failed')
      })
      .then((reply) => send(outgoing, reply))
  })
}

async function answer(
  world: World,
  routes: readonly Route[],
  incoming: IncomingMessage,
): Promise<HttpReply> {
  if (!isLoopbackName(incoming.headers.host)) return jsonError(403, 'ask by a loopback name')
  const method = incoming.method ?? 'GET'
  const url = parseUrl(incoming.url)
  if (!url) return jsonError(400, 'the URL is malformed')
  const match = matchRoute(routes, method, url.pathname)
  if (!('route' in match)) {
    return match.allowed.length > 0
      ? jsonError(405, `use ${match.allowed.join(' or ')}`)
      : jsonError(404, 'there is nothing at this path')
  }
  const request: HttpRequest = {
    method,
    path: url.pathname,
    query: url.searchParams,
    params: match.params,
    cookies: parseCookies(incoming.headers.cookie ?? ''),
    contentType: incoming.headers['content-type'] ?? '',
    body: await readBody(incoming),
  }
  const reply = match.route.handle(request)
  if (!unloggedPaths.test(url.pathname)) {
    world.requests.add({
      kind: 'http',
      at: world.clock.now(),
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
