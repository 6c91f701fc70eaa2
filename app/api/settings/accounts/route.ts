import { listStoredAccounts } from '@/lib/accounts/list-stored-accounts'
import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'

export const GET = withSession(async ({ db, actor }) =>
  json(await listStoredAccounts(db, { actor })),
)
