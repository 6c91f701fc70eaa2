import { z } from 'zod'
import type { Database } from '@/lib/db/client'
import type { OutboxView } from '@/lib/domain/views/outbox'
import { AppError } from '@/lib/errors'
import { mailState } from './mail-state'

const PAGE_SIZE = 50

const Place = z.tuple([z.iso.datetime().transform((at) => new Date(at)), z.uuid()])

export const OutboxQuery = z.object({ before: z.string().max(100).optional() })

/**
 * Every mail to anybody, newest first, a page at a time. For the operator alone: the caller has
 * checked the role.
 */
export async function listOutbox(
  db: Database,
  input: { before?: string | undefined },
): Promise<OutboxView> {
  const rows = await db.mail.findMany({
    where: input.before ? olderThan(input.before) : {},
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: PAGE_SIZE + 1,
  })
  const page = rows.slice(0, PAGE_SIZE)
  const last = rows.length > PAGE_SIZE ? page.at(-1) : undefined
  const tries = await db.agendaItem.findMany({
    where: { kind: 'mail.send', subjectId: { in: page.map(({ id }) => id) } },
  })
  const nextTry = new Map(tries.map(({ subjectId, dueAt }) => [subjectId, dueAt.toISOString()]))
  return {
    mails: page.map((mail) => ({
      id: mail.id,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      state: mailState(mail),
      failure: mail.failure,
      createdAt: mail.createdAt.toISOString(),
      sentAt: mail.sentAt?.toISOString() ?? null,
      nextTryAt: nextTry.get(mail.id) ?? null,
    })),
    older: last ? `${last.createdAt.toISOString()} ${last.id}` : null,
  }
}

function olderThan(before: string) {
  const place = Place.safeParse(before.split(' '))
  if (!place.success) throw new AppError('BAD_INPUT', 'There is no such page.')
  const [createdAt, id] = place.data
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] }
}
