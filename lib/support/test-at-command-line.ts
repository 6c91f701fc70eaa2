import { askForTest, showTest } from '@/lib/connections/connection-test'
import type { Database } from '@/lib/db/client'
import type { ConnectionTestView } from '@/lib/domain/views/connection-test'
import { notFound } from '@/lib/errors'
import { recordAudit } from './audit'
import { findOwner } from './staff'

/**
 * Asks for a test as whoever runs Tallybook, noted like every other act of staff. One that is under
 * way already is joined.
 */
export async function testAtCommandLine(
  db: Database,
  input: { connectionId: string; reason: string; now: Date },
): Promise<void> {
  const { connectionId, reason, now } = input
  await db.$transaction(async (tx) => {
    const owner = await findOwner(tx, connectionId)
    if (!(await askForTest(tx, { owner, by: 'support', connectionId, now }))) return
    const subject = { kind: 'connection', id: connectionId } as const
    const entry = { staff: 'command-line', action: 'test', subject, ownerId: owner.userId } as const
    await recordAudit(tx, { ...entry, reason, now })
  })
}

/** How it stands. */
export async function testAsItStands(
  db: Database,
  { connectionId, now }: { connectionId: string; now: Date },
): Promise<ConnectionTestView> {
  const actor = await findOwner(db, connectionId)
  const { test } = await showTest(db, { actor, connectionId, now })
  if (!test) throw notFound('test')
  return test
}
