import { z } from 'zod'
import { systemClock } from '@/lib/clock'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withStaff } from '@/lib/http/with-role'
import { AuditReason } from '@/lib/support/audit'
import { openConnection } from '@/lib/support/opening'

const Asked = z.object({ reason: AuditReason })

export const POST = withStaff(async ({ db, actor, params, request }) => {
  const connectionId = idParameter(params, 'connectionId')
  const { reason } = Asked.parse(await readJson(request))
  await openConnection(db, { actor, connectionId, reason, now: systemClock.now() })
  return json({ open: true })
})
