import { systemClock } from '@/lib/clock'
import { readWebEnv } from '@/lib/env'
import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withStaff } from '@/lib/http/with-role'
import { OpenIncidentInput, openIncident, showTroubles } from '@/lib/support/incidents'

export const GET = withStaff(async ({ db, actor }) => {
  const { platforms } = readWebEnv()
  return json(await showTroubles(db, { actor, platforms, now: systemClock.now() }))
})

export const POST = withStaff(async ({ db, actor, request }) => {
  const around = { actor, platforms: readWebEnv().platforms, now: systemClock.now() }
  await openIncident(db, { ...around, ...OpenIncidentInput.parse(await readJson(request)) })
  return json(await showTroubles(db, around))
})
