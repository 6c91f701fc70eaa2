import { showTest } from '@/lib/connections/connection-test'
import type { Queryable } from '@/lib/db/client'
import { maskNumbers } from '@/lib/domain/support/last-digits'
import type { ConnectionTestView } from '@/lib/domain/views/connection-test'
import type { Actor } from '@/lib/identity/sessions'
import { assertOpen } from './opening'
import { findOwner } from './staff'

/** The newest test of a connection, for somebody of the staff who has said why they look. */
export async function showTestToStaff(
  db: Queryable,
  asked: { actor: Actor; connectionId: string; now: Date },
): Promise<{ test: ConnectionTestView | null }> {
  const { connectionId, now } = asked
  await assertOpen(db, asked)
  const actor = await findOwner(db, connectionId)
  const { test } = await showTest(db, { actor, connectionId, now })
  if (!test) return { test }
  const steps = test.steps.map(({ failed, ...step }) => ({
    ...step,
    failed: failed.map(({ account, ...each }) => ({ ...each, account: maskNumbers(account) })),
  }))
  return { test: { ...test, steps } }
}
