import { systemClock } from '@/lib/clock'
import { ChooseAccounts, chooseAccounts } from '@/lib/connections/choose-accounts'
import { showConnection } from '@/lib/connections/show-connection'
import { readWebEnv } from '@/lib/env'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withSession } from '@/lib/http/with-session'

export const POST = withSession(async ({ db, actor, request, params }) => {
  const connectionId = idParameter(params, 'connectionId')
  const { accountIds, historyFrom, joins } = ChooseAccounts.parse(await readJson(request))
  const now = systemClock.now()
  await chooseAccounts(db, { actor, connectionId, accountIds, historyFrom, joins, now })
  const { SYNC_CHECK_SECONDS: checkEverySeconds, platforms } = readWebEnv()
  return json(await showConnection(db, { actor, connectionId, now, checkEverySeconds, platforms }))
})
