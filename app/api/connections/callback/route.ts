import { systemClock } from '@/lib/clock'
import { receiveCallback } from '@/lib/connections/receive-callback'
import { TRIP_COOKIE } from '@/lib/connections/secrets-of-a-trip'
import { readWebEnv } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { withSession } from '@/lib/http/with-session'

/** Where cTrader sends the browser back to. Stores the answer; the worker does the rest. */
export const GET = withSession(
  async ({ db, actor, request, query }) => {
    const { APP_URL } = readWebEnv()
    const received = await receiveCallback(db, {
      actor,
      cookie: request.cookies.get(TRIP_COOKIE)?.value ?? null,
      query,
      now: systemClock.now(),
    })
    const place = received
      ? `/connections/${received.connectionId}`
      : '/connections/new?answer=stale'
    return redirect(`${APP_URL}${place}`)
  },
  (error) => {
    // The answer cannot be kept for somebody who is not signed in any more: they begin again.
    if (error instanceof AppError && error.code === 'NOT_SIGNED_IN')
      return redirect(
        `${readWebEnv().APP_URL}/sign-in?return=${encodeURIComponent('/connections/new?answer=stale')}`,
      )
    return null
  },
)

function redirect(location: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location, 'referrer-policy': 'no-referrer' },
  })
}
