import type { Connection } from '@/lib/db/generated/client'

/** Whether a connection may be read at all just now. */
export function isUsable(connection: Connection): boolean {
  const { grantedAt, completedAt, refusedAt, supersededAt, removedAt, pausedAt } = connection
  const isOver = refusedAt || supersededAt || removedAt
  return Boolean(grantedAt && completedAt && !isOver && !pausedAt)
}
