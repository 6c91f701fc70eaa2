import type { Queryable } from '@/lib/db/client'

/** Whether this runtime can tell the time of a zone. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/**
 * Whether days can be counted in a zone: the database counts them too and has a list of its own. By
 * name only, because "+02:00" is east of Greenwich here and west of it in PostgreSQL.
 */
export async function canCountDays(db: Queryable, zone: string): Promise<boolean> {
  if (!isTimeZone(zone)) return false
  const [row] = await db.$queryRaw<{ known: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM pg_timezone_names WHERE "name" = ${zone}) AS "known"`
  return row?.known ?? false
}
