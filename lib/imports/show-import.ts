import { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import type { ImportFile, Run, TradingAccount } from '@/lib/db/generated/client'
import type {
  ImportListItemView,
  ImportRowView,
  ImportStatus,
  ImportView,
  SavedAnswersView,
} from '@/lib/domain/views/import'
import { notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { accountView } from '@/lib/journal/account-view'
import { visibleAccounts } from '@/lib/journal/visible-accounts'
import { foreseeUndo, importHistory, undoneView } from './foresee-undo'
import type { StoredPreview } from './preview'
import { alikeCells, problemGroups, rowsLeftOut } from './problem-groups'
import { recalledOf } from './saved-answers'

/** Rows drawn at once; the counts have them all. */
const ROWS_SHOWN = 200

export const ImportQuery = z.object({
  verdict: z.enum(['new', 'already-here', 'differs', 'problem', 'not-a-trade']).optional(),
})

export async function showImport(
  db: Queryable,
  input: { actor: Actor; importId: string; verdict?: ImportRowView['verdict'] },
): Promise<ImportView> {
  const { actor, importId, verdict } = input
  const file = await db.importFile.findFirst({
    where: { id: importId, userId: actor.userId, account: visibleAccounts(actor) },
    omit: { bytes: true },
    include: { account: true, run: true },
  })
  if (!file) throw notFound('import')
  const rows = await db.importRow.findMany({
    where: { importFileId: file.id, verdict },
    orderBy: { line: 'asc' },
    take: ROWS_SHOWN,
  })
  const earlier = await db.importFile.findFirst({
    where: {
      userId: actor.userId,
      accountId: file.accountId,
      sha256: file.sha256,
      state: { in: ['DONE', 'UNDOING', 'UNDONE', 'RESTORING'] },
      uploadedAt: { lt: file.uploadedAt },
    },
    orderBy: { uploadedAt: 'desc' },
    select: { id: true, uploadedAt: true, state: true },
  })
  const preview = file.preview as StoredPreview | null
  const choices = file.choices as { addAnyway?: number[]; leaveOut?: string[] }
  return {
    id: file.id,
    fileName: file.fileName,
    sizeBytes: file.sizeBytes,
    accountId: file.accountId,
    accountName: accountView(file.account).name,
    uploadedAt: file.uploadedAt.toISOString(),
    status: statusOf(file),
    sentence: preview?.sentence ?? null,
    refusal: preview?.refusal ?? null,
    mapping: preview?.mapping ?? null,
    assumptions:
      preview?.assumptions.map((one) => ({ ...one, recalled: recalledFor(one, file) })) ?? [],
    savedAnswers: await savedAnswers(db, file.userId, preview),
    checks: preview?.checks ?? [],
    columnsUsed: preview?.columnsUsed ?? [],
    columnsNotUsed: preview?.columnsNotUsed ?? [],
    counts: preview?.counts ?? null,
    problemGroups: preview?.counts?.problems ? await problemGroups(db, file.id) : [],
    alikeCells: preview?.counts?.problems ? await alikeCells(db, file.id) : [],
    leftOut: {
      causes: choices.leaveOut ?? [],
      rows: choices.leaveOut?.length ? await rowsLeftOut(db, file.id) : 0,
    },
    addAnyway: choices.addAnyway ?? [],
    rows: rows.map(({ line, verdict, detail }) => rowView(line, verdict, detail)),
    result: resultOf(file),
    sameFile: earlier && {
      importId: earlier.id,
      uploadedAt: earlier.uploadedAt.toISOString(),
      undone: earlier.state === 'UNDONE',
    },
    undo: file.committedAt && { ...undoneView(file), ...(await foreseeUndo(db, file)) },
    history: file.committedAt ? await importHistory(db, file.id) : [],
  }
}

/** The earlier file whose answer decided this. */
function recalledFor(
  { kind, certain, choice }: StoredPreview['assumptions'][number],
  file: Pick<ImportFile, 'recalled' | 'choices'>,
): SavedAnswersView | null {
  const recalled = recalledOf(file)
  const field = kind === 'mapping' ? 'mapping' : choice?.field
  if (!recalled || !field || !recalled.fields.includes(field)) return null
  const answer = (file.choices as Record<string, unknown>)[field]
  // The file itself, or its account, may have said it before the answer was needed.
  if (kind !== 'mapping' && (certain || choice?.value !== String(answer))) return null
  return { fileName: recalled.fileName, answeredAt: recalled.answeredAt }
}

async function savedAnswers(
  db: Queryable,
  userId: string,
  preview: StoredPreview | null,
): Promise<SavedAnswersView | null> {
  const headerFingerprint = preview?.headerFingerprint
  if (!headerFingerprint) return null
  const saved = await db.savedAnswers.findUnique({
    where: { userId_headerFingerprint: { userId, headerFingerprint } },
  })
  return saved && { fileName: saved.fileName, answeredAt: saved.answeredAt.toISOString() }
}

/** What is kept of a row, without its cells: those are for the download of rejected rows. */
function rowView(line: number, verdict: string, detail: unknown): ImportRowView {
  const kept = detail as Partial<ImportRowView>
  return {
    line,
    verdict: verdict as ImportRowView['verdict'],
    reasons: kept.reasons ?? [],
    cause: kept.cause ?? null,
    deal: kept.deal ?? null,
    repeats: kept.repeats ?? null,
    differences: kept.differences ?? [],
    fills: kept.fills ?? [],
    wrongCells: kept.wrongCells ?? [],
    corrected: kept.corrected ?? false,
    apart: kept.apart ?? false,
  }
}

export async function listImports(
  db: Queryable,
  { actor }: { actor: Actor },
): Promise<{ imports: ImportListItemView[] }> {
  const files = await db.importFile.findMany({
    where: { userId: actor.userId, account: visibleAccounts(actor) },
    omit: { bytes: true },
    include: { account: true, run: true },
    orderBy: { uploadedAt: 'desc' },
    take: 100,
  })
  return {
    imports: files.map((file) => ({
      id: file.id,
      fileName: file.fileName,
      accountName: accountView(file.account).name,
      uploadedAt: file.uploadedAt.toISOString(),
      status: statusOf(file),
      counts: (file.preview as StoredPreview | null)?.counts ?? null,
      added: file.run?.added ?? null,
      undo: undoneView(file),
    })),
  }
}

type LoadedFile = Omit<ImportFile, 'bytes'> & { account: TradingAccount; run: Run | null }

function statusOf(file: LoadedFile): ImportStatus {
  if (file.state !== 'READY') return file.state.toLowerCase() as ImportStatus
  const preview = file.preview as StoredPreview | null
  return preview && preview.openQuestions > 0 ? 'needs-answers' : 'ready'
}

function resultOf({ run, preview }: LoadedFile): ImportView['result'] {
  const counts = (preview as StoredPreview | null)?.counts
  if (!run || !counts) return null
  return {
    added: run.added,
    addedTrades: counts.newTrades,
    alreadyHere: counts.alreadyHere,
    skipped: counts.differs + counts.notTrades,
    failed: counts.problems,
    filled: run.updated,
  }
}
