import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Clock } from '@/mock-spotware/clock'
import { isSpared } from '@/mock-spotware/faults/endpoint'
import type { Faults } from '@/mock-spotware/faults/faults'
import { reportDefect } from '@/mock-spotware/report-defect'
import type { HttpLogEntry, RequestLog } from '@/mock-spotware/request-log'
import { answerWithFault } from './answer-with-fault'
import { type Delivery, deliver } from './deliver'
import { loggedParameters } from './logged-parameters'
import { announcesTooMuch, ignoreRest, readBody } from './read-body'
import { type HttpReply, jsonError } from './reply'
import { type HttpRequest, matchRoute, type Route } from './router'

export interface HttpServerOptions {
  /** As it is called in the request log and by faults. */
  name: HttpLogEntry['server']
  clock: Clock
  requests: RequestLog
  faults: Faults
  routes: readonly Route[]
  /** What a request without a route, or that cannot be read, is answered with. */
  refuse?: (status: number, reason: string) => HttpReply
  /** The same for a browser that opens an address without a route. */
  refusePage?: (status: number, reason: string) => HttpReply
}

export function createHttpServer({
  refuse = jsonError,
  refusePage = refuse,
  ...options
}: HttpServerOptions): Server {
  const serve = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    answer({ ...options, refuse, refusePage }, incoming, outgoing)
      .catch((error: unknown): Delivery => {
        reportDefect(error)
        return { how: 'whole', reply: refuse(500, 'the mock failed') }
      })
      .then((delivery) => deliver(outgoing, delivery))
  }
  const server = createServer(serve)
  // nobody is asked to go on with what will be refused
  server.on('checkContinue', (incoming, outgoing) => {
    if (!announcesTooMuch(incoming)) outgoing.writeContinue()
    serve(incoming, outgoing)
  })
  // by itself Node says 417, which has a meaning of its own at a CRM
  server.on('checkExpectation', (incoming, outgoing) => {
    const reply = refuse(400, 'nothing but 100-continue may be expected')
    deliver(outgoing, refusedEarly(reply, incoming))
  })
  return server
}

/** The answer comes before the request has ended, and nothing else on this line. */
function refusedEarly(reply: HttpReply, incoming: IncomingMessage): Delivery {
  const headers = { ...reply.headers, connection: 'close' }
  return { how: 'early', reply: { ...reply, headers }, until: ignoreRest(incoming) }
}

async function answer(
  options: Required<HttpServerOptions>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<Delivery> {
  const { name, clock, faults, refuse } = options
  // two of them are read differently by different programs
  if (incoming.headersDistinct.host?.length !== 1) return whole(refuse(400, 'send one Host header'))
  if (!isLoopbackName(incoming.headers.host)) return whole(refuse(403, 'ask by a loopback name'))
  const url = parseUrl(incoming.url)
  if (!url) return whole(refuse(400, 'the URL is malformed'))
  const body = await readBody(incoming)
  if (body === undefined) return refusedEarly(refuse(413, 'the body is too large'), incoming)
  const request = describeRequest(incoming, url, body)
  const arrival = { server: name, method: request.method, path: request.path }
  const carryOut = () => carryOutRequest(options, request)
  if (isSpared(arrival)) return whole(await carryOut())

  const rule = faults.hit({ transport: 'http', ...arrival })
  const delivery = rule
    ? await answerWithFault(rule, { carryOut, refuse, gone: whenGone(outgoing), now: clock.now() })
    : whole(await carryOut())
  if (request.path !== '/favicon.ico') {
    options.requests.add({
      kind: 'http',
      ...arrival,
      at: clock.now(),
      parameters: loggedParameters(request),
      status: delivery.reply?.status ?? 0,
      note: delivery.reply?.note,
      fault: rule?.id,
    })
  }
  return delivery
}

function whole(reply: HttpReply): Delivery {
  return { how: 'whole', reply }
}

async function carryOutRequest(
  { routes, refuse, refusePage }: Required<HttpServerOptions>,
  request: HttpRequest,
): Promise<HttpReply> {
  const match = matchRoute(routes, request.method, request.path)
  if ('route' in match) return match.route.handle({ ...request, params: match.params })
  const say = request.wantsPage ? refusePage : refuse
  return match.allowed.length > 0
    ? say(405, `use ${match.allowed.join(' or ')}`)
    : say(404, 'there is nothing at this path')
}

function describeRequest(incoming: IncomingMessage, url: URL, body: string): HttpRequest {
  const { headers } = incoming
  return {
    method: incoming.method ?? 'GET',
    host: headers.host ?? '',
    origin: headers.origin,
    path: url.pathname,
    query: url.searchParams,
    params: {},
    cookies: parseCookies(headers.cookie ?? ''),
    contentType: headers['content-type'] ?? '',
    wantsPage: headers.accept?.includes('text/html') ?? false,
    body,
  }
}

/** Aborted when the line closes, whoever closes it. */
function whenGone(outgoing: ServerResponse): AbortSignal {
  const gone = new AbortController()
  outgoing.on('close', () => gone.abort())
  if (outgoing.destroyed) gone.abort()
  return gone.signal
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
