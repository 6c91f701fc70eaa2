import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withSession } from '@/lib/http/with-session'
import { createAccount, listAccounts, NewAccount } from '@/lib/journal/accounts'

export const GET = withSession(async ({ db, actor }) => json(await listAccounts(db, { actor })))

export const POST = withSession(async ({ db, actor, request }) => {
  const input = NewAccount.parse(await readJson(request))
  return json(await createAccount(db, { actor, ...input }), 201)
})
