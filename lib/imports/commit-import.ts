import type { ClaimedItem } from '@/lib/agenda/claim'
import { wish } from '@/lib/agenda/wish'
import { finishWork, type WorkContext } from '@/lib/agenda/work-context'
import type { Transaction } from '@/lib/db/client'
import type { ImportRowView } from '@/lib/domain/views/import'
import { lockAccount } from '@/lib/ledger/lock-account'
import { reconcileAccount } from '@/lib/ledger/reconcile'
import { recordFile } from '@/lib/ledger/record-file'
import { learnNumber } from './account-number'
import type { StoredPreview } from './preview'
import { MAX_ATTEMPTS, planFile, replaceRows } from './read-import'
import { readWaitingAgain } from './read-waiting-again'
import { toFileRow } from './to-file-row'

/**
 * Adds a file to the journal, all of it or nothing. The plan is made anew while the account is
 * locked: whatever a sync brought since the preview is recognised too.
 */
export async function commitImport(context: WorkContext, item: ClaimedItem): Promise<void> {
  const { db, clock } = context
  await db.$transaction(
    async (tx) => {
      const file = await tx.importFile.findUnique({
        where: { id: item.subjectId },
        include: { account: true },
      })
      if (file?.state !== 'COMMITTING') return finishWork(context, tx, item, null)
      if (item.attempts > MAX_ATTEMPTS) {
        await noteFailure(tx, file, clock.now())
        return finishWork(context, tx, item, null)
      }
      const { accountId, userId, account } = file
      await lockAccount(tx, accountId)
      const plan = await planFile(tx, file)
      const now = clock.now()
      if (plan.preview.refusal || plan.preview.openQuestions > 0) {
        // What the account holds has changed the plan: the trader looks at it again.
        await tx.importFile.update({ where: { id: file.id }, data: { state: 'READING' } })
        await wish(tx, 'import.read', file.id, now)
        return finishWork(context, tx, item, null)
      }
      const run = await tx.run.create({
        data: {
          userId,
          accountId,
          kind: 'IMPORT',
          trigger: 'upload',
          startedAt: now,
          importFileId: file.id,
        },
      })
      await tx.importFile.update({
        where: { id: file.id },
        data: { preview: plan.preview, state: 'DONE', committedAt: now, runId: run.id },
      })
      const { added, updated } = await recordFile(tx, {
        accountId,
        runId: run.id,
        importFileId: file.id,
        rows: plan.told.map((told) => toFileRow(told, file.id)),
      })
      if (account.backfilledAt) await reconcileAccount(tx, accountId, now)
      await learnNumber(tx, account, plan.preview.metadata)
      if (plan.preview.simulated && !account.simulated) {
        await tx.tradingAccount.update({ where: { id: accountId }, data: { simulated: true } })
        await readWaitingAgain(tx, accountId, now)
      }
      const failed = plan.preview.counts?.problems ?? 0
      await tx.run.update({
        where: { id: run.id },
        data: {
          outcome: 'COMPLETED',
          finishedAt: clock.now(),
          read: plan.rows.length,
          added,
          updated,
          skipped: plan.rows.length - added - updated - failed,
          failed,
          ...periodOf(plan.rows),
        },
      })
      const shown = file.preview as StoredPreview | null
      if (shown?.rowsDigest !== plan.preview.rowsDigest) await replaceRows(tx, file.id, plan.rows)
      await finishWork(context, tx, item, null)
    },
    { timeout: 10 * 60_000 },
  )
}

async function noteFailure(
  tx: Transaction,
  file: { id: string; userId: string; accountId: string },
  now: Date,
): Promise<void> {
  const { id, userId, accountId } = file
  const { id: runId } = await tx.run.create({
    data: {
      userId,
      accountId,
      kind: 'IMPORT',
      trigger: 'upload',
      startedAt: now,
      finishedAt: now,
      outcome: 'FAILED',
      reason: 'IMPORT_FAILED',
      importFileId: id,
    },
  })
  await tx.importFile.update({ where: { id }, data: { state: 'FAILED', runId } })
}

/** First to last closing of the file, whether or not it was new. */
function periodOf(rows: ImportRowView[]): { coveredFrom?: Date; coveredTo?: Date } {
  const closedAt = rows.flatMap(({ deal }) => deal?.closedAt ?? []).sort()
  const [first, last] = [closedAt[0], closedAt.at(-1)]
  return first && last ? { coveredFrom: new Date(first), coveredTo: new Date(last) } : {}
}
