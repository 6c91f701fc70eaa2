import { systemClock } from '@/lib/clock'
import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withRole } from '@/lib/http/with-role'
import { DriveAgainInput, driveAgain } from '@/lib/operator/drive-again'
import { listSetAside } from '@/lib/operator/set-aside'

export const GET = withRole('ADMIN', async ({ db, actor: staff }) =>
  json(await listSetAside(db, { staff, now: systemClock.now() })),
)

export const POST = withRole('ADMIN', async ({ db, actor: staff, request }) => {
  const asked = DriveAgainInput.parse(await readJson(request))
  return json(await driveAgain(db, { ...asked, staff, now: systemClock.now() }))
})
