import { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import type { ImportFile, Run, TradingAccount } from '@/lib/db/generated/client'
import type {
  ImportListItemView,
  ImportRowView,
  ImportStatus,
  ImportView,
} from '@/lib/domain/views/import'
import { notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { accountView } from '@/lib/journal/account-view'
import { visibleAccounts } from '@/lib/journal/visible-accounts'
import type { StoredPreview } from './preview'

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
      state: 'DONE',
      uploadedAt: { lt: file.uploadedAt },
    },
    orderBy: { uploadedAt: 'desc' },
    select: { uploadedAt: true },
  })
  const preview = file.preview as StoredPreview | null
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
    assumptions: preview?.assumptions ?? [],
    checks: preview?.checks ?? [],
    columnsUsed: preview?.columnsUsed ?? [],
    columnsNotUsed: preview?.columnsNotUsed ?? [],
    counts: preview?.counts ?? null,
    rows: rows.map(({ line, verdict, detail }) => ({
      line,
      verdict: verdict as ImportRowView['verdict'],
      ...(detail as Pick<ImportRowView, 'reasons' | 'cause' | 'deal'>),
    })),
    result: resultOf(file),
    sameFileUploadedAt: earlier?.uploadedAt.toISOString() ?? null,
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
  }
}
