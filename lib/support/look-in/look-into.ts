import type { Database, Queryable, Transaction } from '@/lib/db/client'
import type { LookIn } from '@/lib/db/generated/client'
import { oneByOne } from '@/lib/db/one-by-one'
import { type Look, lookInState } from '@/lib/domain/support/look-in'
import type { StaffLookInView } from '@/lib/domain/views/look-in'
import { notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { recordAudit } from '@/lib/support/audit'
import { assertStaff } from '@/lib/support/staff'
import { lookInView } from './list-look-ins'

type Asked = { actor: Actor; lookInId: string; now: Date }

/** The same look within this time is noted once. */
const ONE_LOOK_MS = 60_000
const LONGEST_LOOK_MS = 15_000

/**
 * The one way in which staff reads a trader's journal: as the trader, whose rows the query names as
 * ever, in a transaction that PostgreSQL refuses to write in. The answer is given away only when it has
 * been noted for the trader. Without a yes that still holds there is no such look-in, and no journal.
 *
 * @param read may return what was looked at, besides the answer
 * @throws AppError NOT_FOUND to everybody but the one who was allowed, while it lasts
 */
export async function lookInto<Answer>(
  db: Database,
  asked: Asked & { look: Look },
  read: (tx: Transaction, trader: Actor) => Promise<{ answer: Answer; of?: string | undefined }>,
): Promise<Answer> {
  const { answer, of, lookIn } = await db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`
      const { lookIn, trader } = await findActive(tx, asked)
      return { ...(await read(oneByOne(tx), trader)), lookIn }
    },
    { timeout: LONGEST_LOOK_MS },
  )
  await noteLook(db, asked, lookIn, of)
  return answer
}

async function noteLook(
  db: Database,
  { actor: staff, look, now }: Asked & { look: Look },
  { id, userId: ownerId, reason }: LookIn,
  of: string | undefined,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const detail = { look, ...(of ? { of } : {}) }
    const noted = await tx.auditEntry.count({
      where: {
        subjectId: id,
        action: 'looked',
        at: { gt: new Date(now.getTime() - ONE_LOOK_MS) },
        detail: { equals: detail },
      },
    })
    if (noted > 0) return
    const subject = { kind: 'look-in', id } as const
    await recordAudit(tx, { staff, action: 'looked', subject, ownerId, reason, detail, now })
  })
}

/** How a look-in stands, for the one who asked for it. Nothing of the journal is in it. */
export async function showLookIn(db: Queryable, asked: Asked): Promise<StaffLookInView> {
  const lookIn = await findOwn(db, asked)
  const trader = await db.user.findUniqueOrThrow({ where: { id: lookIn.userId } })
  return {
    ...lookInView(lookIn, asked.actor.email, asked.now),
    connectionId: lookIn.connectionId,
    trader: trader.email,
    timeZone: trader.timeZone,
  }
}

/** Staff ends what is not needed any more. */
export async function endLookIn(db: Database, asked: Asked): Promise<void> {
  const { actor: staff, lookInId: id, now } = asked
  await db.$transaction(async (tx) => {
    const { userId: ownerId, reason } = await findOwn(tx, asked)
    const { count } = await tx.lookIn.updateMany({
      where: { id, endedAt: null, refusedAt: null },
      data: { endedAt: now, endedBy: 'support' },
    })
    if (count === 0) return
    const subject = { kind: 'look-in', id } as const
    await recordAudit(tx, { staff, action: 'look-in-ended', subject, ownerId, reason, now })
  })
}

async function findActive(db: Queryable, asked: Asked): Promise<{ lookIn: LookIn; trader: Actor }> {
  const lookIn = await findOwn(db, asked)
  if (lookInState(lookIn, asked.now) !== 'active') throw notFound('look-in')
  const {
    id: userId,
    email,
    timeZone,
    role,
  } = await db.user.findUniqueOrThrow({
    where: { id: lookIn.userId },
  })
  return { lookIn, trader: { userId, email, timeZone, role, sessionId: lookIn.id } }
}

async function findOwn(db: Queryable, { actor, lookInId }: Asked): Promise<LookIn> {
  assertStaff(actor)
  const lookIn = await db.lookIn.findFirst({ where: { id: lookInId, staffId: actor.userId } })
  if (!lookIn) throw notFound('look-in')
  return lookIn
}
