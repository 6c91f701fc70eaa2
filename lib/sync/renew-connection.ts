import type { ClaimedItem } from '@/lib/agenda/claim'
import { finishWork } from '@/lib/agenda/work-context'
import { renewGrant } from '@/lib/grants/access-token'
import { renewalDueAt } from '@/lib/grants/renewal-time'
import { readGrant } from '@/lib/grants/vault'
import type { SyncContext } from './context'

/** Renews a grant well before its access token ends, and plans the next renewal. */
export async function renewConnection(context: SyncContext, item: ClaimedItem): Promise<void> {
  const { db, ring, clock } = context
  const connection = await db.connection.findUnique({ where: { id: item.subjectId } })
  const isOver = !connection || connection.refusedAt || connection.removedAt
  const grant = isOver ? null : await readGrant(db, ring, connection.id)
  if (!connection || !grant) return db.$transaction((tx) => finishWork(context, tx, item, null))
  const isDue = renewalDueAt(grant, 0) <= clock.now()
  if (isDue) await renewGrant(context, connection.id, grant.generation)
  await db.$transaction(async (tx) => {
    const current = (await readGrant(tx, ring, connection.id)) ?? grant
    if (connection.renewalFailingSince)
      await tx.connection.update({
        where: { id: connection.id },
        data: { renewalFailingSince: null, confirmLaterAt: null },
      })
    await finishWork(context, tx, item, renewalDueAt(current, Math.random()))
  })
}
