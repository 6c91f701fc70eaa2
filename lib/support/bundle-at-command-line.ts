import type { Database } from '@/lib/db/client'
import type { PlatformView } from '@/lib/domain/views/platform'
import type { SupportBundleView } from '@/lib/domain/views/support-bundle'
import { recordAudit } from './audit'
import { makeBundle } from './make-bundle'
import { findOwner } from './staff'

/** A support bundle as whoever runs Tallybook makes it, noted first like every other act of staff. */
export async function bundleAtCommandLine(
  db: Database,
  input: {
    connectionId: string
    reason: string
    now: Date
    checkEverySeconds: number
    platforms: readonly PlatformView[]
  },
): Promise<SupportBundleView> {
  const { connectionId, reason, ...around } = input
  const trader = await findOwner(db, connectionId)
  await db.$transaction(async (tx) => {
    const subject = { kind: 'connection', id: connectionId } as const
    const entry = { staff: 'command-line', action: 'bundle', subject } as const
    await recordAudit(tx, { ...entry, ownerId: trader.userId, reason, now: around.now })
  })
  return makeBundle(db, { ...around, trader, query: { connection: connectionId } })
}
