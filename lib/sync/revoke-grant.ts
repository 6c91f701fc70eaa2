import type { ClaimedItem } from '@/lib/agenda/claim'
import { finishWork } from '@/lib/agenda/work-context'
import { recordEvent } from '@/lib/connections/record-event'
import { ProviderFailure, platformNotConfigured } from '@/lib/ctrader/failure'
import { readGrant } from '@/lib/grants/vault'
import type { SyncContext } from './context'

/** Longer than any maintenance: then the pair is forgotten although cTrader never heard of it. */
const PATIENCE_MS = 24 * 60 * 60_000

/**
 * Ends the grant of a connection that was disconnected. cTrader has no revocation endpoint (Open
 * API notes §2.6), so the refresh token is spent once: every copy of the pair is dead then, and the
 * fresh pair is never kept.
 */
export async function revokeGrant(context: SyncContext, item: ClaimedItem): Promise<void> {
  const { db, ring, clock, oauthClients } = context
  const connection = await db.connection.findUnique({ where: { id: item.subjectId } })
  const grant = connection?.removedAt ? await readGrant(db, ring, connection.id) : null
  if (!connection?.removedAt || !grant)
    return db.$transaction((tx) => finishWork(context, tx, item, null))

  const answer = await oauthClients.get(connection.platform)?.refresh(grant.refreshToken)
  const isSettled = answer?.kind === 'issued' || answer?.kind === 'refused'
  const waitedMs = clock.now().getTime() - connection.removedAt.getTime()
  if (!isSettled && waitedMs < PATIENCE_MS)
    throw answer ? new ProviderFailure(answer.errorCode, 'retry-later') : platformNotConfigured()

  await db.$transaction(async (tx) => {
    // Reconnected meanwhile: then there is a newer pair, which is none of this step's business.
    const { generation } = grant
    const { count } = await tx.grant.deleteMany({
      where: { connectionId: connection.id, generation },
    })
    if (count > 0)
      await recordEvent(tx, { connectionId: connection.id, kind: 'forgotten', actor: 'worker' })
    await finishWork(context, tx, item, null)
  })
}
