import { systemClock } from '@/lib/clock'
import { TRIP_COOKIE } from '@/lib/connections/secrets-of-a-trip'
import {
  StartAuthorization,
  startAuthorization,
  TRIP_MINUTES,
} from '@/lib/connections/start-authorization'
import { readWebEnv } from '@/lib/env'
import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withSession } from '@/lib/http/with-session'

export const POST = withSession(async ({ db, actor, request }) => {
  const wanted = StartAuthorization.parse(await readJson(request))
  const env = readWebEnv()
  const { cookie, ...answer } = await startAuthorization(db, {
    actor,
    ...wanted,
    provider: { platforms: env.platforms, appUrl: env.APP_URL },
    now: systemClock.now(),
  })
  const response = json(answer, 201)
  const secure = env.APP_URL.startsWith('https:') ? '; Secure' : ''
  response.headers.append(
    'set-cookie',
    `${TRIP_COOKIE}=${cookie}; Path=/api/connections/callback; Max-Age=${TRIP_MINUTES * 60}; HttpOnly; SameSite=Lax${secure}`,
  )
  return response
})
