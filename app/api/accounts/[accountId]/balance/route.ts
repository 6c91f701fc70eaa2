import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { BalanceQuery, balanceStatement } from '@/lib/journal/balance-statement'

export const GET = withSession(async ({ db, actor, params, query }) =>
  json(
    await balanceStatement(db, {
      actor,
      accountId: idParameter(params, 'accountId'),
      ...BalanceQuery.parse(query),
    }),
  ),
)
