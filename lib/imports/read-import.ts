import type { ClaimedItem } from '@/lib/agenda/claim'
import { finishWork, type WorkContext } from '@/lib/agenda/work-context'
import type { Queryable, Transaction } from '@/lib/db/client'
import type { TradingAccount } from '@/lib/db/generated/client'
import { withFileBytes } from './file-bytes'
import { insertImportRows, lockImportRows } from './import-rows'
import { type OpenedImport, openImport, type PlanAccount } from './plan-import'
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
    const open = (asked: PlannableFile) =>
      openImport(source, choicesOf(asked), accountOf(db, asked))
    const asAnswered = await open(file)
    const recall = await recallAnswers(db, file, fingerprintOf(asAnswered))
    const opened = recall ? await open({ ...file, ...recall }) : asAnswered
    const store = async (tx: Transaction) => {
      await lockImportRows(tx, file.id)
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
      if (count === 0) throw new OutOfDate()
      await rememberAnswers(tx, file, preview)
      await finishWork(context, tx, item, null)
    }
    try {
      await db.$transaction(store, { timeout: LONGEST_MS })
    } catch (error) {
      if (!(error instanceof OutOfDate)) throw error
      // Looked at once more: with those answers, or not at all where it is being added already.
      await db.$transaction((tx) => finishWork(context, tx, item, context.clock.now()))
    }
  })
}

/** The file was answered anew, or is being added, since it was read: nothing is kept of what was read. */
class OutOfDate extends Error {}

function fingerprintOf(opened: OpenedImport): Pick<StoredPreview, 'headerFingerprint'> {
  return 'stopped' in opened ? opened.stopped : opened.plan.file
}

async function storeRows(tx: Transaction, importFileId: string, opened: OpenedImport) {
  if ('stopped' in opened) return opened.stopped
  for await (const rows of opened.plan.rows(tx))
    await insertImportRows(tx, importFileId, rows.views())
  return opened.plan.preview()
}

/** What a plan has to know of a stored file. */
export type PlannableFile = { choices: unknown; account: TradingAccount }

/** Beside the answers, what is decided of single rows. */
type StoredChoices = ImportChoices & { addAnyway?: number[]; leaveOut?: string[] }

/** The trader's answers. */
export function choicesOf({ choices, account }: PlannableFile): ImportChoices {
  const { addAnyway: _, leaveOut: __, ...answers } = choices as StoredChoices
  return { ...answers, accountCurrency: account.currency ?? undefined }
}

export function accountOf(db: Queryable, { choices, account }: PlannableFile): PlanAccount {
  const { id, source, simulated, login, currency, moneyDigits } = account
  const { addAnyway, leaveOut } = choices as StoredChoices
  return {
    id,
    linked: source === 'CTRADER',
    simulated,
    number: login?.toString() ?? null,
    isEmpty: () => holdsNothing(db, id),
    digits: moneyDigits,
    currency,
    apart: new Set(addAnyway),
    leftOut: new Set(leaveOut),
  }
}

/** Neither a deal nor a row of a file that was undone and can be restored. */
async function holdsNothing(db: Queryable, accountId: string): Promise<boolean> {
  const of = { where: { accountId } }
  return !(await db.deal.findFirst(of)) && !(await db.dealSighting.findFirst(of))
}
