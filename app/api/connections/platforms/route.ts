import type { PlatformView } from '@/lib/domain/views/platform'
import { readWebEnv } from '@/lib/env'
import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'

/** The environments in which accounts can be linked. */
export const GET = withSession(async () => {
  const platforms = readWebEnv().platforms.map(({ key, name }): PlatformView => ({ key, name }))
  return json({ platforms })
})
