import type { Connection } from '@/lib/db/generated/client'
import type { Break } from '@/lib/domain/notice-schedule'

/** Since when a connection waits for its trader; one that was removed waits for nobody. */
export function breakOf({ removedAt, supersededAt, refusedAt }: Connection): Break | null {
  if (removedAt) return null
  if (supersededAt) return { at: supersededAt, by: 'superseded' }
  return refusedAt ? { at: refusedAt, by: 'refused' } : null
}
