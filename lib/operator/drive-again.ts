import { z } from 'zod'
import { SET_ASIDE_AFTER } from '@/lib/agenda/claim'
import { AGENDA_CHANNEL, wish } from '@/lib/agenda/wish'
import type { Database, Transaction } from '@/lib/db/client'
import type { Mail } from '@/lib/db/generated/client'
import { AuditReason, recordAudit } from '@/lib/support/audit'
import type { Staff } from '@/lib/support/staff'
import { assertOperator } from './assert-operator'
import { givenUpMails, MOST_SHOWN, type SetAsideWork, setAsideWork } from './set-aside'

const Id = z.string().regex(/^(work-\d{1,18}|mail-[\da-f-]{36})$/)

export const DriveAgainInput = z.object({
  /** Of `SetAsideView.id`; all there is when left out. */
  ids: z.array(Id).min(1).max(MOST_SHOWN).optional(),
  reason: AuditReason,
  /** Made by the browser for one press of the button. */
  requestId: z.uuid(),
})

/**
 * Makes work that was set aside due once more, with all its tries before it, and notes it for the
 * audit and for whose it is. The same press twice is one.
 * @returns how much was driven again
 */
export async function driveAgain(
  db: Database,
  input: z.output<typeof DriveAgainInput> & { staff: Staff; now: Date },
): Promise<{ driven: number }> {
  const { staff, ids, requestId, now } = input
  assertOperator(staff)
  return db.$transaction(async (tx) => {
    if ((await tx.auditEntry.count({ where: { requestId } })) > 0) return { driven: 0 }
    const work = await freeWork(tx, now, ids && numbersAmong(ids))
    const mails = await freeMails(tx, now, ids && mailsAmong(ids))
    const entries = [...work.map(ofWork), ...mails.map(ofMail)]
    for (const [index, { kind, ownerId, connectionId }] of entries.entries())
      await recordAudit(tx, {
        staff,
        action: 'work-driven-again',
        subject: connectionId
          ? { kind: 'connection', id: connectionId }
          : { kind: 'user', id: ownerId },
        ownerId,
        reason: `${kind}: ${input.reason}`,
        // One press is one request, however much it drives.
        requestId: index === 0 ? requestId : undefined,
        now,
      })
    await tx.$executeRaw`SELECT pg_notify(${AGENDA_CHANNEL}, '')`
    return { driven: entries.length }
  })
}

async function freeWork(tx: Transaction, now: Date, ids?: bigint[]): Promise<SetAsideWork[]> {
  const work = await setAsideWork(tx, ids)
  const freed: SetAsideWork[] = []
  for (const item of work) {
    // Of two presses at once, the second finds it freed.
    const { count } = await tx.agendaItem.updateMany({
      where: { id: item.id, faults: { gte: SET_ASIDE_AFTER } },
      data: { faults: 0, attempts: 0, dueAt: now, leaseOwner: null, leaseUntil: null },
    })
    if (count > 0) freed.push(item)
  }
  return freed
}

async function freeMails(tx: Transaction, now: Date, ids?: string[]): Promise<Mail[]> {
  const freed: Mail[] = []
  for (const mail of await givenUpMails(tx, now, ids)) {
    const { count } = await tx.mail.updateMany({
      where: { id: mail.id, failedAt: { not: null } },
      data: { failedAt: null },
    })
    if (count === 0) continue
    await wish(tx, 'mail.send', mail.id, now)
    freed.push(mail)
  }
  return freed
}

/** What it was about may be gone: then the entry is about that alone. */
function ofWork({ kind, userId, subjectId, connectionId }: SetAsideWork) {
  return { kind, ownerId: userId ?? subjectId, connectionId }
}

function ofMail({ userId, connectionId }: Mail) {
  return { kind: 'mail.send', ownerId: userId, connectionId }
}

function numbersAmong(ids: string[]): bigint[] {
  return ids.flatMap((id) => (id.startsWith('work-') ? [BigInt(id.slice(5))] : []))
}

function mailsAmong(ids: string[]): string[] {
  return ids.flatMap((id) => (id.startsWith('mail-') ? [id.slice(5)] : []))
}
