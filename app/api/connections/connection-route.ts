import type { NextRequest } from 'next/server'
import { systemClock } from '@/lib/clock'
import { showConnection } from '@/lib/connections/show-connection'
import type { Database } from '@/lib/db/client'
import { readWebEnv } from '@/lib/env'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import type { Actor } from '@/lib/identity/sessions'

type Asked = { actor: Actor; connectionId: string; now: Date }

/** A route that changes one connection and answers with what it is now. */
export function connectionRoute(
  change: (db: Database, asked: Asked, request: NextRequest) => Promise<void>,
) {
  return withSession(async ({ db, actor, params, request }) => {
    const connectionId = idParameter(params, 'connectionId')
    const asked = { actor, connectionId, now: systemClock.now() }
    await change(db, asked, request)
    const { SYNC_CHECK_SECONDS: checkEverySeconds, platforms } = readWebEnv()
    return json(await showConnection(db, { ...asked, checkEverySeconds, platforms }))
  })
}
