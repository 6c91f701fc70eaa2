import type { ClaimedItem } from '@/lib/agenda/claim'
import { finish } from '@/lib/agenda/finish'
import { wish } from '@/lib/agenda/wish'
import { recordEvent } from '@/lib/connections/record-event'
import { showConnection } from '@/lib/connections/show-connection'
import type { Prisma } from '@/lib/db/generated/client'
import { type Notice, nextNotice } from '@/lib/domain/notice-schedule'
import type { NoticeContext } from './context'
import { heldBack } from './held-back'
import { mailWords } from './mail-words'
import { noticeFacts } from './notice-facts'

const LOOK_AGAIN_MS = 10 * 60_000

type Addressee = Prisma.ConnectionGetPayload<{ include: { user: true } }>

/**
 * Writes the mail that is due about a connection, and comes back when the next one is. A mail is a
 * row first, of which there is one per connection, kind and break; another step sends it.
 */
export async function notifyConnection(context: NoticeContext, item: ClaimedItem): Promise<void> {
  const { db, clock } = context
  const connection = await db.connection.findUnique({
    where: { id: item.subjectId },
    include: { user: true },
  })
  if (!connection || connection.user.disabledAt) return comeBack(context, item, null)
  const facts = await noticeFacts(db, connection)
  const notice = nextNotice(facts)
  const now = clock.now()
  if (!notice || notice.dueAt > now) return comeBack(context, item, notice?.dueAt ?? null)

  const held = facts.undecided ? 'FIRST_MAIL_WAITS' : await heldBack(context, connection)
  const soon = new Date(now.getTime() + LOOK_AGAIN_MS)
  if (held) return comeBack(context, item, soon, held)
  await write(context, item, connection, notice)
}

async function write(
  context: NoticeContext,
  item: ClaimedItem,
  connection: Addressee,
  { kind, breakAt }: Notice,
): Promise<void> {
  const { db, clock, workerId, appUrl, checkSeconds, platforms } = context
  const { user } = connection
  const now = clock.now()
  const view = await showConnection(db, {
    actor: { userId: user.id, timeZone: user.timeZone },
    connectionId: connection.id,
    now,
    checkEverySeconds: checkSeconds,
    platforms,
  })
  const words = mailWords(kind, view, {
    by: connection.supersededAt ? 'superseded' : 'refused',
    timeZone: user.timeZone,
    appUrl,
  })
  await db.$transaction(async (tx) => {
    const [mail] = await tx.mail.createManyAndReturn({
      data: {
        ...words,
        userId: user.id,
        connectionId: connection.id,
        kind,
        occasionAt: breakAt,
        to: user.email,
        createdAt: now,
      },
      skipDuplicates: true,
    })
    if (mail) {
      await wish(tx, 'mail.send', mail.id, now)
      await recordEvent(tx, {
        connectionId: connection.id,
        kind: 'mailed',
        actor: 'worker',
        code: kind,
      })
    }
    // Once more at once: that finds when the next one is due.
    await finish(tx, item, { owner: workerId, nextAt: now, now })
  })
}

async function comeBack(
  { db, clock, workerId }: NoticeContext,
  item: ClaimedItem,
  nextAt: Date | null,
  reason?: string,
): Promise<void> {
  await db.$transaction((tx) =>
    finish(tx, item, { owner: workerId, nextAt, now: clock.now(), reason }),
  )
}
