import type { Database, Queryable } from '@/lib/db/client'
import type { StaffConnectionView } from '@/lib/domain/views/support'
import { AppError } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { recordAudit } from './audit'
import { type ExplainInput, explainConnection } from './explain-connection'
import { newestLookIn } from './look-in/list-look-ins'
import { assertStaff, findOwner } from './staff'

/** So long one reason holds; whoever comes back later says once more why. */
const OPEN_FOR_MS = 60 * 60_000

/** Notes why somebody of the staff looks at a connection, which lets them look for an hour. */
export async function openConnection(
  db: Database,
  input: { actor: Actor; connectionId: string; reason: string; now: Date },
): Promise<void> {
  const { actor, connectionId, reason, now } = input
  assertStaff(actor)
  await db.$transaction(async (tx) => {
    const { userId: ownerId } = await findOwner(tx, connectionId)
    if (await isOpen(tx, input)) return
    const subject = { kind: 'connection', id: connectionId } as const
    await recordAudit(tx, { staff: actor, action: 'opened', subject, ownerId, reason, now })
  })
}

/** The same for whoever runs Tallybook, who looks at the command line: each time is noted. */
export async function openAtCommandLine(
  db: Database,
  input: { connectionId: string; reason: string; now: Date },
): Promise<void> {
  const { connectionId, reason, now } = input
  await db.$transaction(async (tx) => {
    const { userId: ownerId } = await findOwner(tx, connectionId)
    const subject = { kind: 'connection', id: connectionId } as const
    const staff = 'command-line'
    await recordAudit(tx, { staff, action: 'opened', subject, ownerId, reason, now })
  })
}

/** The page of a connection, for somebody of the staff who has said why. */
export async function showToStaff(
  db: Queryable,
  input: Omit<ExplainInput, 'staff'> & { actor: Actor },
): Promise<StaffConnectionView> {
  const { actor: staff, ...asked } = input
  await assertOpen(db, input)
  const explained = await explainConnection(db, { staff, ...asked })
  return { ...explained, lookIn: await newestLookIn(db, input) }
}

/** @throws AppError NOT_FOUND for all but staff, CONFLICT while no reason holds */
export async function assertOpen(
  db: Queryable,
  asked: { actor: Actor; connectionId: string; now: Date },
): Promise<void> {
  assertStaff(asked.actor)
  await findOwner(db, asked.connectionId)
  if (!(await isOpen(db, asked)))
    throw new AppError('CONFLICT', 'Say first why you open this connection.')
}

async function isOpen(
  db: Queryable,
  { actor, connectionId, now }: { actor: Actor; connectionId: string; now: Date },
): Promise<boolean> {
  const since = new Date(now.getTime() - OPEN_FOR_MS)
  const openings = await db.auditEntry.count({
    where: {
      action: 'opened',
      subjectId: connectionId,
      staffId: actor.userId,
      at: { gt: since },
    },
  })
  return openings > 0
}
