import { systemClock } from '@/lib/clock'
import { webDatabase } from '@/lib/db/web-database'
import { readWebEnv } from '@/lib/env'
import { notFound } from '@/lib/errors'
import { withoutSession } from '@/lib/http/without-session'
import { isBearer } from '@/lib/metrics/bearer'
import { webMetrics } from '@/lib/metrics/web-metrics'
import { fleetMetrics } from '@/lib/operator/fleet-metrics'

/** For Prometheus, with METRICS_TOKEN. Without that setting, or the token, there is nothing here. */
export const GET = withoutSession(async (request) => {
  const { METRICS_TOKEN } = readWebEnv()
  if (!METRICS_TOKEN || !isBearer(request.headers.get('authorization'), METRICS_TOKEN))
    throw notFound('page')
  const stored = await fleetMetrics(webDatabase(), systemClock.now())
  return new Response(webMetrics().registry.text() + stored, {
    headers: {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
      'cache-control': 'no-store',
    },
  })
})
