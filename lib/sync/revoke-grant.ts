import type { ClaimedItem } from '@/lib/agenda/claim'
import { finishWork } from '@/lib/agenda/work-context'
import { lockConnection } from '@/lib/connections/lock-connection'
import { recordEvent } from '@/lib/connections/record-event'
import { ProviderFailure, platformNotConfigured } from '@/lib/ctrader/failure'
import { nameOfRefresh } from '@/lib/grants/kept-answers'
import { readGrant } from '@/lib/grants/vault'
import type { SyncContext } from './context'

/** Longer than any maintenance: then the pair is forgotten although cTrader never heard of it. */
const PATIENCE_MS = 24 * 60 * 60_000

/**
 * Ends the grant of a connection that was disconnected. cTrader has no revocation endpoint (Open
 * API notes §2.6), so the refresh token is spent once: every copy of the pair is dead then, and the
 * fresh pair is never kept. With the row goes the data key, and with the files what the disk held.
 */
export async function revokeGrant(context: SyncContext, item: ClaimedItem): Promise<void> {
  const { db, ring, clock, oauthClients, answers } = context
  const connection = await db.connection.findUnique({ where: { id: item.subjectId } })
  const grant = connection?.removedAt ? await readGrant(db, ring, connection.id) : null
  if (!connection?.removedAt || !grant) {
    if (connection?.removedAt) await answers.forgetConnection(connection.id)
    return db.$transaction((tx) => finishWork(context, tx, item, null))
  }
  // A pair that reached the disk and not the database is the one that lives.
  const { generation } = grant
  const kept = await answers.find(nameOfRefresh(connection.id, generation))
  const { refreshToken } = kept ?? grant
  const answer = await oauthClients.get(connection.platform)?.refresh(refreshToken)
  const isSettled = answer?.kind === 'issued' || answer?.kind === 'refused'
  const waitedMs = clock.now().getTime() - connection.removedAt.getTime()
  if (!isSettled && waitedMs < PATIENCE_MS)
    throw answer ? new ProviderFailure(answer.errorCode, 'retry-later') : platformNotConfigured()

  const isGone = await db.$transaction(async (tx) => {
    const now = await lockConnection(tx, connection.id)
    const { count } = await tx.grant.deleteMany({
      where: { connectionId: connection.id, generation },
    })
    if (count > 0)
      await recordEvent(tx, { connectionId: connection.id, kind: 'forgotten', actor: 'worker' })
    // A newer pair is there: of a reconnect, which is none of this step's business, or of a renewal
    // that was under way, and then it goes the same way.
    const again = count === 0 && now?.removedAt ? clock.now() : null
    await finishWork(context, tx, item, again)
    return count > 0
  })
  if (isGone) await answers.forgetConnection(connection.id)
}
