import type { ClaimedItem } from '@/lib/agenda/claim'
import { postpone } from '@/lib/agenda/finish'
import { finishWork } from '@/lib/agenda/work-context'
import type { Mail } from '@/lib/db/generated/client'
import { log } from '@/lib/log'
import { breakOf } from './break-of'
import type { NoticeContext } from './context'
import { NO_MAIL_SERVER } from './mail-state'

/** So long a mail server may be away; then the mail would be no news any more. */
const PATIENCE_MS = 3 * 24 * 3_600_000

/**
 * Sends a mail that was written before, and marks it sent. A worker killed between the server's
 * "accepted" and the mark makes the next one send it again, under the same Message-ID: a duplicate
 * is the lesser evil than a mail that never arrives. Once marked it is never sent again.
 */
export async function sendMail(context: NoticeContext, item: ClaimedItem): Promise<void> {
  const { db, clock, workerId, mailServer } = context
  const mail = await db.mail.findUnique({ where: { id: item.subjectId } })
  if (!mail || mail.sentAt || mail.failedAt) return settle(context, item)

  if (await isOvertaken(context, mail))
    return settle(context, item, { failedAt: clock.now(), failure: 'OVERTAKEN' })
  if (!mailServer) return settle(context, item, { failure: NO_MAIL_SERVER })

  const failure = await mailServer.send(mail)
  const now = clock.now()
  if (!failure) {
    // Before anything else, and whoever holds the item by now.
    await db.mail.update({ where: { id: mail.id }, data: { sentAt: now, failure: null } })
    return settle(context, item)
  }
  const { code, isFinal } = failure
  log.warn({ mailId: mail.id, failure: code }, 'a mail was not accepted')
  if (isFinal || now.getTime() - mail.createdAt.getTime() > PATIENCE_MS)
    return settle(context, item, { failedAt: now, failure: code })
  await db.mail.update({ where: { id: mail.id }, data: { failure: code } })
  await postpone(db, item, { owner: workerId, now, reason: code })
}

async function settle(
  context: NoticeContext,
  item: ClaimedItem,
  fate?: { failure: string; failedAt?: Date },
): Promise<void> {
  await context.db.$transaction(async (tx) => {
    if (fate) await tx.mail.update({ where: { id: item.subjectId }, data: fate })
    await finishWork(context, tx, item, null)
  })
}

/** "Reconnect needed" must not arrive at somebody who has reconnected meanwhile. */
async function isOvertaken({ db }: NoticeContext, mail: Mail): Promise<boolean> {
  if (mail.kind === 'recovered' || !mail.connectionId) return false
  const connection = await db.connection.findUnique({ where: { id: mail.connectionId } })
  const current = connection && breakOf(connection)
  return current?.at.getTime() !== mail.occasionAt.getTime()
}
