import { systemClock } from '@/lib/clock'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withRole } from '@/lib/http/with-role'
import { giveRole, RoleInput } from '@/lib/support/give-role'

export const POST = withRole('ADMIN', async ({ db, actor: staff, params, request }) => {
  const who = { userId: idParameter(params, 'userId') }
  const asked = RoleInput.parse(await readJson(request))
  return json(await giveRole(db, { ...asked, staff, who, now: systemClock.now() }))
})
