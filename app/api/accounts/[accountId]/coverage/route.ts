import { systemClock } from '@/lib/clock'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { accountCoverage } from '@/lib/journal/coverage'

export const GET = withSession(async ({ db, actor, params }) =>
  json(
    await accountCoverage(db, {
      actor,
      accountId: idParameter(params, 'accountId'),
      now: systemClock.now(),
    }),
  ),
)
