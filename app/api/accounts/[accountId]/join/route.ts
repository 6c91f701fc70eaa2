import { JoinRequest, requestJoin } from '@/lib/accounts/request-join'
import { systemClock } from '@/lib/clock'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withSession } from '@/lib/http/with-session'

export const POST = withSession(async ({ db, actor, request, params }) => {
  const accountId = idParameter(params, 'accountId')
  const { fileAccountId } = JoinRequest.parse(await readJson(request))
  const now = systemClock.now()
  await db.$transaction((tx) => requestJoin(tx, { actor, accountId, fileAccountId, now }))
  return json({}, 202)
})
