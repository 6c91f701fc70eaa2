import { Deletion, deleteTrades } from '@/lib/accounts/delete-trades'
import { restoreTrades } from '@/lib/accounts/restore-trades'
import { systemClock } from '@/lib/clock'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withSession } from '@/lib/http/with-session'

export const POST = withSession(async ({ db, actor, request, params }) => {
  const accountId = idParameter(params, 'accountId')
  const { typed } = Deletion.parse(await readJson(request))
  await deleteTrades(db, { actor, accountId, typed, now: systemClock.now() })
  return json({ deleted: true })
})

export const DELETE = withSession(async ({ db, actor, params }) => {
  const accountId = idParameter(params, 'accountId')
  await restoreTrades(db, { actor, accountId, now: systemClock.now() })
  return json({ restored: true })
})
