import type { Html } from './html'

export interface HttpReply {
  status: number
  headers: Record<string, string | string[]>
  body: string
  /** What only the request log is told. */
  note?: string
}

const common = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

export function htmlReply(page: Html, status = 200, headers: HttpReply['headers'] = {}): HttpReply {
  return {
    status,
    headers: { ...common, 'content-type': 'text/html; charset=utf-8', ...headers },
    body: page.text,
  }
}

export function jsonReply(value: unknown, status = 200): HttpReply {
  return {
    status,
    headers: { ...common, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  }
}

export function redirectReply(location: string, headers: HttpReply['headers'] = {}): HttpReply {
  return { status: 302, headers: { ...common, location, ...headers }, body: '' }
}

/** Refuses a request of the control API; `error` is for the person who wrote the call. */
export function jsonError(status: number, error: string): HttpReply {
  return jsonReply({ error }, status)
}
