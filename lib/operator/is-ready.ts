import type { Queryable } from '@/lib/db/client'
import { isDatabaseUnavailable } from '@/lib/db/unavailable'

/** Whether requests can be served: the database answers. Workers are another matter, which pages say themselves. */
export async function isReady(db: Queryable): Promise<boolean> {
  try {
    await db.$queryRaw`SELECT 1`
    return true
  } catch (error) {
    if (isDatabaseUnavailable(error)) return false
    throw error
  }
}
