import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withSession } from '@/lib/http/with-session'
import { changeTimeZone, TimeZoneChoice } from '@/lib/identity/change-time-zone'

export const POST = withSession(async ({ db, actor, request }) => {
  await changeTimeZone(db, { actor, ...TimeZoneChoice.parse(await readJson(request)) })
  return json({})
})
