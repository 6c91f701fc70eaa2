import type { ClaimedItem } from '@/lib/agenda/claim'
import { finishWork, type WorkContext } from '@/lib/agenda/work-context'
import type { Queryable, Transaction } from '@/lib/db/client'
import { Prisma, type TradingAccount } from '@/lib/db/generated/client'
import { existingClosings } from './existing-closings'
import { type Plan, type PlannedRow, planImport, refusedPreview } from './preview'
import { storable } from './reading/plain-text'
import type { ImportChoices } from './reading/types'
import { recallAnswers, rememberAnswers } from './saved-answers'

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
  const asAnswered = await planFile(db, file)
  const recall = await recallAnswers(db, file, asAnswered.preview)
  const plan = recall ? await planFile(db, { ...file, choices: recall.choices }) : asAnswered
  await db.$transaction(async (tx) => {
    const { count } = await tx.importFile.updateMany({
      where: { id: file.id, state: 'READING', choices: { equals: file.choices ?? {} } },
      data: {
        preview: plan.preview,
        state: plan.preview.refusal ? 'REFUSED' : 'READY',
        answeredAt: null,
        ...recall,
      },
    })
    const isCurrent = count > 0
    if (isCurrent) {
      await replaceRows(tx, file.id, plan.rows)
      await rememberAnswers(tx, file, plan.preview)
    }
    // Answered anew meanwhile: read again, with those answers.
    await finishWork(context, tx, item, isCurrent ? null : context.clock.now())
  })
}

/** Reads a stored file by the trader's answers and compares it with what its account holds now. */
export function planFile(
  db: Queryable,
  file: { bytes: Uint8Array; choices: unknown; account: TradingAccount },
): Promise<Plan> {
  const { id, source, simulated, login, currency, moneyDigits } = file.account
  const { addAnyway, leaveOut, ...choices } = file.choices as ImportChoices & {
    addAnyway?: number[]
    leaveOut?: string[]
  }
  return planImport(
    file.bytes,
    { ...choices, accountCurrency: currency ?? undefined },
    {
      linked: source === 'CTRADER',
      simulated,
      number: login?.toString() ?? null,
      isEmpty: () => holdsNothing(db, id),
      digits: moneyDigits,
      currency,
      apart: new Set(addAnyway),
      leftOut: new Set(leaveOut),
      findExisting: (deals) => existingClosings(db, id, deals),
    },
  )
}

/** Neither a deal nor a row of a file that was undone and can be restored. */
async function holdsNothing(db: Queryable, accountId: string): Promise<boolean> {
  const of = { where: { accountId } }
  return !(await db.deal.findFirst(of)) && !(await db.dealSighting.findFirst(of))
}

const ROWS_AT_ONCE = 5_000

export async function replaceRows(
  tx: Transaction,
  importFileId: string,
  rows: PlannedRow[],
): Promise<void> {
  await tx.importRow.deleteMany({ where: { importFileId } })
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const some = rows.slice(start, start + ROWS_AT_ONCE).map(({ line, verdict, ...detail }) => ({
      line,
      verdict,
      detail: { ...detail, cells: detail.cells?.map(storable) },
    }))
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO "ImportRow" ("importFileId", "line", "verdict", "detail")
      SELECT ${importFileId}::uuid, "line", "verdict", "detail"
      FROM jsonb_to_recordset(${JSON.stringify(some)}::jsonb)
        AS fresh ("line" int, "verdict" text, "detail" jsonb)`)
  }
}
