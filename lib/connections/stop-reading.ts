import type { AgendaKind } from '@/lib/agenda/kinds'
import { unwish } from '@/lib/agenda/wish'
import type { Transaction } from '@/lib/db/client'

/** Why a run ended before it had read everything; what had come by then stays. */
type Cause = 'DISCONNECTED' | 'SUPERSEDED' | 'NOT_FOLLOWED' | 'TRADES_DELETED'

const OF_CONNECTION: AgendaKind[] = [
  'connection.check',
  'connection.test',
  'connection.renew',
  'connection.describe',
]

/** Nothing of a connection is read any more. A step under way finds its work gone and writes nothing. */
export async function stopReading(
  tx: Transaction,
  connectionId: string,
  input: { cause: Cause; now: Date },
): Promise<void> {
  const accounts = await tx.tradingAccount.findMany({
    where: { connectionId },
    select: { id: true },
  })
  await cancelRuns(tx, { connectionId }, input)
  await tx.connectionTest.updateMany({
    where: { connectionId, finishedAt: null },
    data: { finishedAt: input.now },
  })
  await tx.agendaItem.deleteMany({
    where: {
      OR: [
        { kind: { in: OF_CONNECTION }, subjectId: connectionId },
        { kind: 'account.sync', subjectId: { in: accounts.map(({ id }) => id) } },
      ],
    },
  })
}

/** The same for one account; the caller has locked or changed its row. */
export async function stopReadingAccount(
  tx: Transaction,
  accountId: string,
  input: { cause: Cause; now: Date },
): Promise<void> {
  await cancelRuns(tx, { accountId }, input)
  await unwish(tx, 'account.sync', accountId)
}

async function cancelRuns(
  tx: Transaction,
  where: { connectionId: string } | { accountId: string },
  { cause, now }: { cause: Cause; now: Date },
): Promise<void> {
  await tx.run.updateMany({
    where: { ...where, kind: 'SYNC', outcome: 'RUNNING' },
    data: { outcome: 'CANCELLED', finishedAt: now, reason: cause },
  })
}
