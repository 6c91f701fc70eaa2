import type { ClaimedItem } from '@/lib/agenda/claim'
import { wish } from '@/lib/agenda/wish'
import { finishWork, type WorkContext } from '@/lib/agenda/work-context'
import type { Clock } from '@/lib/clock'
import { currentCorrelation } from '@/lib/correlation'
import type { Transaction } from '@/lib/db/client'
import type { ImportFile } from '@/lib/db/generated/client'
import { lockAccount } from '@/lib/ledger/lock-account'
import { reconcileAccount } from '@/lib/ledger/reconcile'
import { type FileRow, recordFile } from '@/lib/ledger/record-file'
import { learnNumber } from './account-number'
import { withFileBytes } from './file-bytes'
import { lockImportRows, replaceImportRows } from './import-rows'
import { type ImportPlan, openImport } from './plan-import'
import type { StoredPreview } from './preview'
import { accountOf, choicesOf, LONGEST_MS, MAX_ATTEMPTS } from './read-import'
import { readWaitingAgain } from './read-waiting-again'
import type { ByteSource } from './reading/containers/byte-source'
import { toFileRow } from './to-file-row'

/**
 * Adds a file to the journal, all of it or nothing. The plan is made anew while the account is
 * locked: whatever a sync brought since the preview is recognised too.
 */
export async function commitImport(context: WorkContext, item: ClaimedItem): Promise<void> {
  const { db, clock } = context
  const file = await db.importFile.findUnique({
    where: { id: item.subjectId },
    omit: { bytes: true },
  })
  if (file?.state !== 'COMMITTING')
    return db.$transaction((tx) => finishWork(context, tx, item, null))
  if (item.attempts > MAX_ATTEMPTS)
    return db.$transaction(async (tx) => {
      await noteFailure(tx, file, clock.now())
      await finishWork(context, tx, item, null)
    })
  await withFileBytes(db, file, (source) =>
    db.$transaction(
      async (tx) => {
        await lockImportRows(tx, file.id)
        const asked = await tx.importFile.findUnique({
          where: { id: file.id },
          omit: { bytes: true },
        })
        if (asked?.state === 'COMMITTING') await addFile(tx, clock, asked, source)
        await finishWork(context, tx, item, null)
      },
      { timeout: LONGEST_MS },
    ),
  )
}

type AskedFile = Omit<ImportFile, 'bytes'>

async function addFile(
  tx: Transaction,
  clock: Clock,
  file: AskedFile,
  source: ByteSource,
): Promise<void> {
  const { accountId, userId } = file
  await lockAccount(tx, accountId)
  // As it is now that nobody else writes to it.
  const account = await tx.tradingAccount.findUniqueOrThrow({ where: { id: accountId } })
  const planned = { ...file, account }
  const opened = await openImport(source, choicesOf(planned), accountOf(tx, planned))
  const now = clock.now()
  if ('stopped' in opened || opened.plan.file.openQuestions.length > 0) {
    // What the account holds has changed the plan: the trader looks at it again.
    await tx.importFile.update({ where: { id: file.id }, data: { state: 'READING' } })
    await wish(tx, 'import.read', file.id, now)
    return
  }
  const { plan } = opened
  const run = await tx.run.create({
    data: {
      userId,
      accountId,
      kind: 'IMPORT',
      trigger: 'upload',
      startedAt: now,
      importFileId: file.id,
      correlationId: currentCorrelation(),
    },
  })
  await tx.importFile.update({
    where: { id: file.id },
    data: { state: 'DONE', committedAt: now, runId: run.id },
  })
  const { added, updated } = await recordFile(tx, {
    accountId,
    runId: run.id,
    importFileId: file.id,
    rows: fileRows(tx, plan, file),
  })
  if (account.backfilledAt) await reconcileAccount(tx, accountId, now)
  const preview = plan.preview()
  await learnNumber(tx, account, preview.metadata)
  if (preview.simulated && !account.simulated) {
    await tx.tradingAccount.update({ where: { id: accountId }, data: { simulated: true } })
    await readWaitingAgain(tx, accountId, now)
  }
  await tx.importFile.update({ where: { id: file.id }, data: { preview } })
  const failed = preview.counts?.problems ?? 0
  await tx.run.update({
    where: { id: run.id },
    data: {
      outcome: 'COMPLETED',
      finishedAt: clock.now(),
      read: plan.rowCount,
      added,
      updated,
      skipped: plan.rowCount - added - updated - failed,
      failed,
      coveredFrom: plan.period?.from,
      coveredTo: plan.period?.to,
    },
  })
}

/** The rows as the ledger takes them. What is kept of them is written again where the plan has changed since it was shown. */
async function* fileRows(
  tx: Transaction,
  plan: ImportPlan,
  file: AskedFile,
): AsyncGenerator<FileRow[]> {
  const shown = (file.preview as StoredPreview | null)?.rowsDigests ?? []
  let index = 0
  for await (const rows of plan.rows(tx)) {
    if (rows.digest !== shown[index++]) await replaceImportRows(tx, file.id, rows.views())
    yield rows.told.map((told) => toFileRow(told, file.id))
  }
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
      correlationId: currentCorrelation(),
    },
  })
  await tx.importFile.update({ where: { id }, data: { state: 'FAILED', runId } })
}
