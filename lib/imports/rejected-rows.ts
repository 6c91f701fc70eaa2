import type { Queryable } from '@/lib/db/client'
import { notFound } from '@/lib/errors'
import { BOM, csvLine } from '@/lib/export/csv'
import type { Actor } from '@/lib/identity/sessions'
import { visibleAccounts } from '@/lib/journal/visible-accounts'
import type { StoredPreview } from './preview'

const ROWS_AT_ONCE = 1_000

type Rejected = { fileName: string; lines: AsyncGenerator<string> }

/**
 * The rows of a file that could not be read, written as the file writes them, each with its line
 * and why. Corrected, it can be uploaded as it is: the two columns more are no columns of ours.
 */
export async function rejectedRows(
  db: Queryable,
  { actor, importId }: { actor: Actor; importId: string },
): Promise<Rejected> {
  const file = await db.importFile.findFirst({
    where: { id: importId, userId: actor.userId, account: visibleAccounts(actor) },
    select: { fileName: true, preview: true },
  })
  const preview = file?.preview as StoredPreview | null | undefined
  if (!file || !preview?.counts?.problems) throw notFound('file of rejected rows')
  return {
    fileName: `${file.fileName.replace(/\.[a-z]{1,5}$/i, '')} rejected.csv`,
    lines: linesOf(db, importId, preview),
  }
}

async function* linesOf(
  db: Queryable,
  importFileId: string,
  { headers = [], delimiter = ',' }: StoredPreview,
): AsyncGenerator<string> {
  yield BOM + csvLine([...headers, 'Line', 'Reason'], delimiter)
  let after = 0
  for (;;) {
    const rows = await db.importRow.findMany({
      where: { importFileId, verdict: 'problem', line: { gt: after } },
      orderBy: { line: 'asc' },
      take: ROWS_AT_ONCE,
    })
    for (const { line, detail } of rows) {
      const { cells = [], reasons = [] } = detail as { cells?: string[]; reasons?: string[] }
      const own = headers.map((_, index) => cells[index] ?? '')
      // A row with more cells than there are headers shows the rest where it does no harm.
      const rest = cells.slice(headers.length).filter((cell) => cell.trim() !== '')
      yield csvLine([...own, String(line), reasons.join(' '), ...rest], delimiter)
    }
    const last = rows.at(-1)
    if (!last) return
    after = last.line
  }
}
