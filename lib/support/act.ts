import { z } from 'zod'
import { lockConnection } from '@/lib/connections/lock-connection'
import { makeReconnectLink } from '@/lib/connections/make-reconnect-link'
import { beginPause } from '@/lib/connections/pause'
import { askForSync } from '@/lib/connections/request-sync'
import { endPause } from '@/lib/connections/resume'
import type { Database, Transaction } from '@/lib/db/client'
import type { Connection } from '@/lib/db/generated/client'
import type { StaffAction, StaffActionAnswer } from '@/lib/domain/views/support'
import { AppError, notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { AuditReason, recordAudit } from './audit'
import { assertOpen } from './opening'
import { renewNow } from './renew-now'

const ACTIONS = [
  'check-now',
  'renew-now',
  'pause',
  'resume',
  'reconnect-link',
  'note',
] as const satisfies readonly StaffAction[]

export const ActInput = z.object({
  action: z.enum(ACTIONS),
  reason: AuditReason,
  /** Made by the browser for one press of the button. */
  requestId: z.uuid(),
})

type Asked = { connection: Connection; reason: string; appUrl: string; now: Date }

/**
 * Does what staff may do about a connection, in support's own name, and notes it with its reason for
 * the audit and for the trader. The same press twice is one; what is so already is left as it is.
 * Nothing here changes a trade, reads a token or deletes anything.
 */
export async function act(
  db: Database,
  input: z.output<typeof ActInput> & {
    actor: Actor
    connectionId: string
    appUrl: string
    now: Date
  },
): Promise<StaffActionAnswer> {
  const { actor, connectionId, action, reason, requestId, appUrl, now } = input
  await assertOpen(db, input)
  return db.$transaction(async (tx) => {
    // Held from here on, so that of two equal presses the second sees what the first did.
    const connection = await lockConnection(tx, connectionId)
    if (!connection) throw notFound('connection')
    if ((await tx.auditEntry.count({ where: { requestId } })) > 0) return repeated(action)
    const { done, link } = await perform(tx, action, { connection, reason, appUrl, now })
    if (done)
      await recordAudit(tx, {
        staff: actor,
        action,
        reason,
        requestId,
        now,
        subject: { kind: 'connection', id: connectionId },
        ownerId: connection.userId,
      })
    return { done, link }
  })
}

/** What was done stays done; only a link cannot be shown a second time. */
function repeated(action: StaffAction): StaffActionAnswer {
  if (action === 'reconnect-link')
    throw new AppError(
      'CONFLICT',
      'This link was made already and is shown only once. Make another one; both work.',
    )
  return { done: true, link: null }
}

async function perform(
  tx: Transaction,
  action: StaffAction,
  { connection, reason, appUrl, now }: Asked,
): Promise<StaffActionAnswer> {
  const { id: connectionId, userId } = connection
  const verb = { owner: { userId }, by: 'support', connectionId, now } as const
  switch (action) {
    case 'check-now':
      return { done: await askForSync(tx, verb), link: null }
    case 'renew-now':
      return { done: await renewNow(tx, connection, now), link: null }
    case 'pause':
      return { done: await beginPause(tx, { ...verb, reason }), link: null }
    case 'resume':
      return { done: await endPause(tx, verb), link: null }
    case 'note':
      return { done: true, link: null }
    case 'reconnect-link': {
      const { address, expiresAt } = await makeReconnectLink(tx, { connectionId, appUrl, now })
      return { done: true, link: { address, expiresAt: expiresAt.toISOString() } }
    }
  }
}
