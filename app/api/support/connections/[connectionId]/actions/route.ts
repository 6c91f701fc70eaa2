import { systemClock } from '@/lib/clock'
import { readWebEnv } from '@/lib/env'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withStaff } from '@/lib/http/with-role'
import { ActInput, act } from '@/lib/support/act'

export const POST = withStaff(async ({ db, actor, params, request }) => {
  const connectionId = idParameter(params, 'connectionId')
  const asked = ActInput.parse(await readJson(request))
  const { APP_URL: appUrl, SYNC_CHECK_SECONDS: checkEverySeconds, platforms } = readWebEnv()
  const around = { actor, appUrl, checkEverySeconds, platforms, now: systemClock.now() }
  return json(await act(db, { ...asked, ...around, connectionId }))
})
