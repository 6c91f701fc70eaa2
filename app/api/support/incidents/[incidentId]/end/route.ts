import { systemClock } from '@/lib/clock'
import { readWebEnv } from '@/lib/env'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withStaff } from '@/lib/http/with-role'
import { EndIncidentInput, endIncident, showTroubles } from '@/lib/support/incidents'

export const POST = withStaff(async ({ db, actor, params, request }) => {
  const incidentId = idParameter(params, 'incidentId')
  const around = { actor, platforms: readWebEnv().platforms, now: systemClock.now() }
  await endIncident(db, {
    ...around,
    ...EndIncidentInput.parse(await readJson(request)),
    incidentId,
  })
  return json(await showTroubles(db, around))
})
