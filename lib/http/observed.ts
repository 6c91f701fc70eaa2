import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { withCorrelation } from '@/lib/correlation'
import { log } from '@/lib/log'
import { webMetrics } from '@/lib/metrics/web-metrics'

/** Made by the browser for one press, or here: no cookie, and nothing that tells who it is. */
export const REQUEST_ID = 'x-request-id'

/**
 * Answers a request under its id, which goes with everything that comes of it: what is logged and
 * written, the work it wishes for, and what the worker asks cTrader then.
 */
export async function observed(
  request: Request,
  answer: () => Promise<Response>,
): Promise<Response> {
  const given = z.uuid().safeParse(request.headers.get(REQUEST_ID))
  const id = given.success ? given.data.toLowerCase() : randomUUID()
  const begunAt = performance.now()
  return withCorrelation(id, async () => {
    const response = await answer()
    const { method } = request
    const { status } = response
    const seconds = (performance.now() - begunAt) / 1000
    webMetrics().request(method, status, seconds)
    // Without the query, which may hold a code of cTrader's.
    const line = { method, path: new URL(request.url).pathname, status, seconds }
    if (method === 'GET') log.debug(line, 'answered')
    else log.info(line, 'answered')
    response.headers.set(REQUEST_ID, id)
    return response
  })
}
