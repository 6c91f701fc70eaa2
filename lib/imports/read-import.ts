import type { ClaimedItem } from '@/lib/agenda/claim'
import { finishWork, type WorkContext } from '@/lib/agenda/work-context'
import type { Transaction } from '@/lib/db/client'
import type { TradingAccount } from '@/lib/db/generated/client'
import { withFileBytes } from './file-bytes'
import { insertImportRows } from './import-rows'
import { openImport, type PlanAccount } from './plan-import'
import { refusedPreview, type StoredPreview } from './preview'
import type { ImportChoices } from './reading/types'
import { recallAnswers, rememberAnswers } from './saved-answers'

/** After so many tries it is not chance; the trader is told instead of waiting for ever. */
export const MAX_ATTEMPTS = 4

/** Longer than the largest file takes on a slow machine. */
export const LONGEST_MS = 60 * 60_000

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
    omit: { bytes: true },
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
  await withFileBytes(db, file, async (source) => {
    const asAnswered = openImport(source, choicesOf(file), accountOf(file))
    const recall = await recallAnswers(db, file, fingerprintOf(asAnswered))
    const opened = recall
      ? openImport(source, choicesOf({ ...file, ...recall }), accountOf({ ...file, ...recall }))
      : asAnswered
    await db.$transaction(
      async (tx) => {
        await tx.importRow.deleteMany({ where: { importFileId: file.id } })
        const preview = await storeRows(tx, file.id, opened)
        const { count } = await tx.importFile.updateMany({
          where: { id: file.id, state: 'READING', choices: { equals: file.choices ?? {} } },
          data: {
            preview,
            state: preview.refusal ? 'REFUSED' : 'READY',
            answeredAt: null,
            ...recall,
          },
        })
        const isCurrent = count > 0
        if (isCurrent) await rememberAnswers(tx, file, preview)
        // Answered anew meanwhile: read again, with those answers, which also replaces the rows.
        await finishWork(context, tx, item, isCurrent ? null : context.clock.now())
      },
      { timeout: LONGEST_MS },
    )
  })
}

type Opened = ReturnType<typeof openImport>

function fingerprintOf(opened: Opened): Pick<StoredPreview, 'headerFingerprint'> {
  return 'stopped' in opened ? opened.stopped : opened.plan.file
}

async function storeRows(tx: Transaction, importFileId: string, opened: Opened) {
  if ('stopped' in opened) return opened.stopped
  for await (const rows of opened.plan.rows(tx))
    await insertImportRows(tx, importFileId, rows.views())
  return opened.plan.preview()
}

/** What a plan has to know of a stored file. */
export type PlannableFile = { choices: unknown; account: TradingAccount }

/** The trader's answers. */
export function choicesOf({ choices, account }: PlannableFile): ImportChoices {
  const { addAnyway: _, ...answers } = choices as ImportChoices & { addAnyway?: number[] }
  return { ...answers, accountCurrency: account.currency ?? undefined }
}

export function accountOf({ choices, account }: PlannableFile): PlanAccount {
  const { id, source, currency, moneyDigits } = account
  const { addAnyway } = choices as { addAnyway?: number[] }
  return {
    id,
    linked: source === 'CTRADER',
    digits: moneyDigits,
    currency,
    apart: new Set(addAnyway),
  }
}
