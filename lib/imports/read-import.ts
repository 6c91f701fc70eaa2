import type { ClaimedItem } from '@/lib/agenda/claim'
import { finishWork, type WorkContext } from '@/lib/agenda/work-context'
import type { Transaction } from '@/lib/db/client'
import type { ImportRowView } from '@/lib/domain/views/import'
import { existingClosings } from './existing-closings'
import { planImport, refusedPreview } from './preview'
import type { ImportChoices } from './reading/types'

/** After so many tries it is not chance; the trader is told instead of waiting for ever. */
export const MAX_ATTEMPTS = 4

const UNREADABLE = refusedPreview({
  code: 'reading-failed',
  title: 'We could not read this file, and that is our fault',
  body: 'Nothing was written. Please tell support which cTrader version exported it; meanwhile an export of a shorter period may work.',
})

/** Reads an uploaded file and lays out what adding it would do. Writes nothing into the journal. */
export async function readImport(context: WorkContext, item: ClaimedItem): Promise<void> {
  const { db } = context
  const file = await db.importFile.findUnique({
    where: { id: item.subjectId },
    include: { account: true },
  })
  if (file?.state !== 'READING') return db.$transaction((tx) => finishWork(context, tx, item, null))
  if (item.attempts > MAX_ATTEMPTS)
    return db.$transaction(async (tx) => {
      await tx.importFile.update({
        where: { id: file.id },
        data: { state: 'REFUSED', preview: UNREADABLE },
      })
      await finishWork(context, tx, item, null)
    })
  const choices = choicesFor(file.choices, file.account.currency)
  const plan = await planImport(file.bytes, choices, file.account.moneyDigits, (deals) =>
    existingClosings(db, file.accountId, deals),
  )
  await db.$transaction(async (tx) => {
    const { count } = await tx.importFile.updateMany({
      where: { id: file.id, state: 'READING', choices: { equals: file.choices ?? {} } },
      data: { preview: plan.preview, state: plan.preview.refusal ? 'REFUSED' : 'READY' },
    })
    const isCurrent = count > 0
    if (isCurrent) await replaceRows(tx, file.id, plan.rows)
    // Answered anew meanwhile: read again, with those answers.
    await finishWork(context, tx, item, isCurrent ? null : context.clock.now())
  })
}

export function choicesFor(stored: unknown, accountCurrency: string | null): ImportChoices {
  return { ...(stored as ImportChoices), accountCurrency: accountCurrency ?? undefined }
}

const ROWS_AT_ONCE = 5_000

export async function replaceRows(
  tx: Transaction,
  importFileId: string,
  rows: ImportRowView[],
): Promise<void> {
  await tx.importRow.deleteMany({ where: { importFileId } })
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE)
    await tx.importRow.createMany({
      data: rows
        .slice(start, start + ROWS_AT_ONCE)
        .map(({ line, verdict, reasons, cause, deal }) => ({
          importFileId,
          line,
          verdict,
          detail: { reasons, cause, deal },
        })),
    })
}
