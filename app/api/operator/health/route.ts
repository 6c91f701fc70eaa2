import { systemClock } from '@/lib/clock'
import { findings } from '@/lib/domain/operator/findings'
import { json } from '@/lib/http/json'
import { withRole } from '@/lib/http/with-role'
import { readFleet } from '@/lib/operator/fleet'

export const GET = withRole('ADMIN', async ({ db }) => {
  const fleet = await readFleet(db, systemClock.now())
  return json({ ...fleet, findings: findings(fleet) })
})
