import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'

export const GET = withSession(async ({ actor }) => {
  const { userId, email, role, timeZone } = actor
  return json({ user: { id: userId, email, role, timeZone } })
})
