import type { Database } from '@/lib/db/client'
import type { Connection, Mail } from '@/lib/db/generated/client'
import type { NoticeFacts, NoticeKind } from '@/lib/domain/notice-schedule'
import { breakOf } from './break-of'
import { mailState } from './mail-state'

/** What decides about the next mail. `undecided` while the first one may still go out or not. */
export async function noticeFacts(
  db: Database,
  connection: Connection,
): Promise<NoticeFacts & { undecided: boolean }> {
  const { id, grantedAt, missedSince, syncAskedAt, removedAt } = connection
  const broken = breakOf(connection)
  const mails = await db.mail.findMany({
    where: { connectionId: id },
    orderBy: { createdAt: 'asc' },
  })
  const breakAt = mails.filter(({ kind }) => kind === 'broken').at(-1)?.occasionAt
  const ofBreak = mails.filter(({ occasionAt }) => occasionAt.getTime() === breakAt?.getTime())
  const told = breakAt && {
    breakAt,
    mails: ofBreak.map(({ kind, createdAt }) => ({ kind: kind as NoticeKind, at: createdAt })),
  }
  const reached = broken !== null || (await mayRecover(db, connection, ofBreak))
  return {
    broken,
    told: told && reached ? told : null,
    repair:
      grantedAt && !removedAt ? { at: grantedAt, caughtUp: !missedSince && !syncAskedAt } : null,
    undecided: broken === null && ofBreak.some((mail) => mailState(mail) === 'waiting'),
  }
}

/** Recovery is news only to somebody who was told of the break and did not remove the link since. */
async function mayRecover(db: Database, { id }: Connection, mails: Mail[]): Promise<boolean> {
  const first = mails[0]
  if (!first || mails.every((mail) => mailState(mail) === 'failed')) return false
  const removals = await db.connectionEvent.count({
    where: { connectionId: id, kind: 'removed', at: { gt: first.createdAt } },
  })
  return removals === 0
}
