import type { Database } from '@/lib/db/client'
import type { Actor } from '@/lib/identity/sessions'
import { lockOwnConnection } from './lock-connection'
import { recordEvent } from './record-event'

/** "Remind me later": the question to confirm access comes back in a day, if it is still one. */
export async function confirmLater(
  db: Database,
  input: { actor: Actor; connectionId: string; now: Date },
): Promise<void> {
  const { actor, connectionId, now } = input
  await db.$transaction(async (tx) => {
    const { renewalFailingSince, confirmLaterAt } = await lockOwnConnection(tx, actor, connectionId)
    if (!renewalFailingSince) return
    await tx.connection.update({ where: { id: connectionId }, data: { confirmLaterAt: now } })
    const isRepeated = confirmLaterAt && now.getTime() - confirmLaterAt.getTime() < 60_000
    if (!isRepeated) await recordEvent(tx, { connectionId, kind: 'confirm-later', actor: 'user' })
  })
}
