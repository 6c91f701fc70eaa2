import { requestPayloadType } from '@/mock-spotware/open-api/wire-schema'
import type { HttpLogEntry } from '@/mock-spotware/request-log'

/** What a fault applies to. */
export type Endpoint =
  /** `*` for any method; a path that ends with `*` stands for all that begin so. */
  | { transport: 'http'; server: HttpLogEntry['server']; method: string; path: string }
  /** Requests of one payload type, or all. */
  | { transport: 'openApi'; payloadType?: number }
  /** New connections to the Open API. */
  | { transport: 'connect' }
  /** All HTTP and Open API endpoints of cTrader, but not the broker's CRM. */
  | { transport: 'everything' }

/** Something that arrived and may be hit. */
export type Arrival =
  | { transport: 'http'; server: HttpLogEntry['server']; method: string; path: string }
  | {
      transport: 'openApi'
      payloadType: number
      environment: 'live' | 'demo'
      accountId?: number
    }
  | { transport: 'connect'; environment: 'live' | 'demo' }

const HTTP_ENDPOINT =
  /^(?:(ctrader|crm) )?(?:(\*|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) )?(\*|\/[^\s*?]*\*?)$/

/**
 * Reads `POST /apps/token`, `crm *`, `ProtoOADealListReq`, `open-api *`, `open-api connect` or `*`.
 * Throws RangeError that says what is wrong.
 */
export function parseEndpoint(text: string): Endpoint {
  if (text === '*') return { transport: 'everything' }
  if (text === 'open-api connect') return { transport: 'connect' }
  if (text === 'open-api *') return { transport: 'openApi' }
  const message = /^(?:open-api )?(Proto\w+)$/.exec(text)?.[1]
  if (message !== undefined) {
    const payloadType = requestPayloadType(message)
    if (payloadType === undefined) throw new RangeError(`there is no request ${message}`)
    return { transport: 'openApi', payloadType }
  }
  const http = HTTP_ENDPOINT.exec(text)
  if (!http) {
    throw new RangeError(
      'must be like "POST /apps/token", "* /apps/*", "crm POST /oauth2/authorize", "crm *", "ProtoOADealListReq", "open-api *", "open-api connect" or "*"',
    )
  }
  const [, server, method = '*', path = '*'] = http
  const endpoint: Endpoint = {
    transport: 'http',
    server: server === 'crm' ? 'crm' : 'ctrader',
    method,
    path,
  }
  if (isSpared(endpoint)) throw new RangeError('the panel and the control API are never hit')
  return endpoint
}

/** The mock's own controls stay reachable, whatever is broken. */
export function isSpared({ server, path }: { server: HttpLogEntry['server']; path: string }) {
  return server === 'ctrader' && (path === '/' || /^\/control(\/|$)/.test(path))
}

export function isMeant(endpoint: Endpoint, arrival: Arrival): boolean {
  switch (endpoint.transport) {
    case 'everything':
      return (
        arrival.transport === 'openApi' ||
        (arrival.transport === 'http' && arrival.server === 'ctrader')
      )
    case 'connect':
      return arrival.transport === 'connect'
    case 'openApi':
      return (
        arrival.transport === 'openApi' &&
        (endpoint.payloadType === undefined || endpoint.payloadType === arrival.payloadType)
      )
    case 'http':
      return (
        arrival.transport === 'http' &&
        endpoint.server === arrival.server &&
        (endpoint.method === '*' || endpoint.method === arrival.method) &&
        isPathMeant(endpoint.path, arrival.path)
      )
  }
}

/** A slash at the end makes no difference. */
function isPathMeant(pattern: string, path: string): boolean {
  if (pattern.endsWith('*')) return path.startsWith(pattern.slice(0, -1))
  return pattern.replace(/\/+$/, '') === path.replace(/\/+$/, '')
}
