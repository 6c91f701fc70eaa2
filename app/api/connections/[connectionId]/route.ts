import { systemClock } from '@/lib/clock'
import { Disconnect, disconnect } from '@/lib/connections/disconnect'
import { showConnection } from '@/lib/connections/show-connection'
import { readWebEnv } from '@/lib/env'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withSession } from '@/lib/http/with-session'

export const GET = withSession(async ({ db, actor, params }) => {
  const connectionId = idParameter(params, 'connectionId')
  const now = systemClock.now()
  const { SYNC_CHECK_SECONDS: checkEverySeconds, platforms } = readWebEnv()
  return json(await showConnection(db, { actor, connectionId, now, checkEverySeconds, platforms }))
})

export const DELETE = withSession(async ({ db, actor, request, params }) => {
  const connectionId = idParameter(params, 'connectionId')
  const { deletions } = Disconnect.parse(await readJson(request))
  await disconnect(db, { actor, connectionId, deletions, now: systemClock.now() })
  return json({ disconnected: true })
})
