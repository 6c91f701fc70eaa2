import { connectionRoute } from '@/app/api/connections/connection-route'
import { PauseConnection, pause } from '@/lib/connections/pause'
import { readJson } from '@/lib/http/read-json'

export const POST = connectionRoute(async (db, asked, request) => {
  const { reason } = PauseConnection.parse(await readJson(request))
  await pause(db, { ...asked, reason })
})
