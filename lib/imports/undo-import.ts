import type { ClaimedItem } from '@/lib/agenda/claim'
import { wish } from '@/lib/agenda/wish'
import { finishWork, type WorkContext } from '@/lib/agenda/work-context'
import { currentCorrelation } from '@/lib/correlation'
import type { Transaction } from '@/lib/db/client'
import { lockAccount } from '@/lib/ledger/lock-account'
import { reconcileAccount } from '@/lib/ledger/reconcile'
import { type FileRecorded, restoreFile, withdrawFile } from '@/lib/ledger/record-file'
import { MAX_ATTEMPTS } from './read-import'

type Turn = {
  trigger: 'undo' | 'restore'
  /** The state that asks for it, the one it ends in, and the one it goes back to when it cannot. */
  asked: 'UNDOING' | 'RESTORING'
  done: 'UNDONE' | 'DONE'
  before: 'DONE' | 'UNDONE'
  write: typeof withdrawFile
}

/** Takes out what only this file told; what a sync or another import tells as well stays. */
export function undoImport(context: WorkContext, item: ClaimedItem): Promise<void> {
  return turn(context, item, {
    trigger: 'undo',
    asked: 'UNDOING',
    done: 'UNDONE',
    before: 'DONE',
    write: withdrawFile,
  })
}

/** Lets an undone import count again: the journal is as if it had never been undone. */
export function restoreImport(context: WorkContext, item: ClaimedItem): Promise<void> {
  return turn(context, item, {
    trigger: 'restore',
    asked: 'RESTORING',
    done: 'DONE',
    before: 'UNDONE',
    write: restoreFile,
  })
}

/** One transaction: deals, trades, the comparison with the balances, the run and the import's state. */
async function turn(context: WorkContext, item: ClaimedItem, what: Turn): Promise<void> {
  const { db, clock } = context
  await db.$transaction(
    async (tx) => {
      const file = await tx.importFile.findUnique({
        where: { id: item.subjectId },
        omit: { bytes: true },
        include: { account: true },
      })
      if (file?.state !== what.asked) return finishWork(context, tx, item, null)
      const now = clock.now()
      if (item.attempts > MAX_ATTEMPTS) {
        const data = { state: what.before, stoppedAt: now }
        await tx.importFile.update({ where: { id: file.id }, data })
        return finishWork(context, tx, item, null)
      }
      const { accountId, userId, account } = file
      await lockAccount(tx, accountId)
      const run = await tx.run.create({
        data: {
          userId,
          accountId,
          kind: 'IMPORT',
          trigger: what.trigger,
          startedAt: now,
          importFileId: file.id,
          correlationId: currentCorrelation(),
        },
      })
      await tx.importFile.update({
        where: { id: file.id },
        data: { state: what.done, undoneAt: what.done === 'UNDONE' ? now : null },
      })
      const changes = await what.write(tx, { accountId, runId: run.id, importFileId: file.id })
      if (account.backfilledAt) await reconcileAccount(tx, accountId, now)
      await endRun(tx, run.id, file.id, changes, clock.now())
      await readOthersAgain(tx, accountId, now)
      await finishWork(context, tx, item, null)
    },
    { timeout: 10 * 60_000 },
  )
}

async function endRun(
  tx: Transaction,
  runId: string,
  importFileId: string,
  { added, updated, removed }: FileRecorded,
  finishedAt: Date,
): Promise<void> {
  const read = await tx.dealSighting.count({ where: { importFileId } })
  const skipped = Math.max(0, read - added - updated - removed)
  await tx.run.update({
    where: { id: runId },
    data: { outcome: 'COMPLETED', finishedAt, read, added, updated, removed, skipped },
  })
}

/** What waits for the trader was compared with what was here before. */
async function readOthersAgain(tx: Transaction, accountId: string, now: Date): Promise<void> {
  const waiting = await tx.importFile.findMany({
    where: { accountId, state: { in: ['READY', 'FAILED'] } },
    select: { id: true },
  })
  for (const { id } of waiting) {
    await tx.importFile.update({ where: { id }, data: { state: 'READING' } })
    await wish(tx, 'import.read', id, now)
  }
}
