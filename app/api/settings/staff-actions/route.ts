import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { listStaffActions } from '@/lib/support/list-staff-actions'

export const GET = withSession(async ({ db, actor }) => json(await listStaffActions(db, { actor })))
