import type { FaultRule } from '@/mock-spotware/faults/fault-rule'
import { parseJson } from '@/mock-spotware/parse-json'
import type { Delivery } from './deliver'
import { html } from './html'
import { type HttpReply, htmlReply, jsonReply } from './reply'

export interface Exchange {
  /** Does what the request asks for. */
  carryOut(): Promise<HttpReply>
  refuse(status: number, reason: string): HttpReply
  /** Aborted as soon as the client is not there any more. */
  gone: AbortSignal
  now: number
}

/** Answers an HTTP request in the way the fault wants it. */
export async function answerWithFault(rule: FaultRule, exchange: Exchange): Promise<Delivery> {
  const { order } = rule
  switch (order.kind) {
    case 'delay': {
      const reply = await exchange.carryOut()
      await rule.hold(exchange.gone, order.ms)
      return { how: 'whole', reply }
    }
    case 'hang':
      await rule.hold(exchange.gone)
      if (exchange.gone.aborted) return { how: 'none' }
      return { how: 'whole', reply: await exchange.carryOut() }
    case 'dropBefore':
      return { how: 'none' }
    case 'dropAfter':
      return { how: 'none', reply: await exchange.carryOut() }
    case 'truncated':
      return { how: 'cut', reply: await exchange.carryOut() }
    case 'status':
      return { how: 'whole', reply: statusReply(order, exchange) }
    case 'html':
      return { how: 'whole', reply: htmlReply(errorPage, order.status) }
    case 'errorCode': {
      const { errorCode, description = null, status } = order
      return { how: 'whole', reply: jsonReply({ errorCode, description }, status) }
    }
    case 'maintenance':
      return { how: 'whole', reply: maintenanceReply(rule.endsAt ?? exchange.now, exchange) }
    default:
      throw new RangeError(`${order.kind} is no fault of an HTTP request`)
  }
}

const errorPage = html`<!doctype html>
<html lang="en"><head><title>Bad gateway</title></head>
<body><h1>502 Bad gateway</h1><p>The server is temporarily unable to answer.</p></body></html>
`

function statusReply(
  { status, body }: { status: number; body?: string },
  exchange: Exchange,
): HttpReply {
  if (body === undefined) return exchange.refuse(status, 'the mock was told to answer so')
  const contentType = parseJson(body) !== undefined ? 'application/json' : 'text/plain'
  return { status, headers: { 'content-type': `${contentType}; charset=utf-8` }, body }
}

function maintenanceReply(endsAt: number, { refuse, now }: Exchange): HttpReply {
  const reply = refuse(503, `under maintenance until ${new Date(endsAt).toISOString()}`)
  const seconds = Math.ceil((endsAt - now) / 1_000)
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(seconds) } }
}
