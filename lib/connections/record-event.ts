import { currentCorrelation } from '@/lib/correlation'
import type { Queryable } from '@/lib/db/client'

/** What can happen to a connection. The words shown for each are in `event-words.ts`. */
export type EventKind =
  | 'authorisation-started'
  | 'authorised'
  | 'authorisation-ended'
  | 'completed'
  | 'first-sync-finished'
  | 'renewed'
  | 'refused'
  | 'failing'
  | 'recovered'
  | 'superseded'
  | 'sync-asked'
  | 'renewal-asked'
  | 'stopped'
  | 'paused'
  | 'resumed'
  | 'confirm-later'
  | 'account-gone'
  | 'account-back'
  | 'account-unreadable'
  | 'account-readable'
  | 'archived'
  | 'history-limit'
  | 'history-limit-seen'
  | 'history-wanted'
  | 'merged'
  | 'account-left'
  | 'account-joined'
  | 'account-adopted'
  | 'trades-deleted'
  | 'trades-restored'
  | 'trades-purged'
  | 'removed'
  | 'forgotten'
  | 'reconnect-link-made'
  | 'caught-up'
  | 'mailed'
  | 'tested'
  | 'reread-wanted'
  | 'lease-released'

/** Appends to a connection's history. Codes and counts only: no token, no code, no row of a file. */
export async function recordEvent(
  tx: Queryable,
  event: {
    connectionId: string
    kind: EventKind
    actor: 'user' | 'worker' | 'provider' | 'support'
    code?: string
    detail?: Record<string, string | number>
  },
): Promise<void> {
  await tx.connectionEvent.create({ data: { ...event, correlationId: currentCorrelation() } })
}
