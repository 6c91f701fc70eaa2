import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { runReason } from '@/lib/domain/run-reasons'
import type { ActivityRowView, RunDetailView, RunReasonView } from '@/lib/domain/views/activity'
import { notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { causeInWords } from '@/lib/imports/reading/cause-words'
import { activityParts, toRows } from './list-activity'
import { runReport } from './run-report'
import { ofVisibleAccount } from './visible-accounts'

/** Why a run came out as it did: reasons in words, grouped by cause, with a cure where there is one. */
export async function explainRun(
  db: Queryable,
  { actor, runId }: { actor: Actor; runId: string },
): Promise<RunDetailView> {
  const run = await db.run.findFirst({
    where: { id: runId, ...ofVisibleAccount(actor, undefined) },
    include: activityParts,
  })
  if (!run) throw notFound('run')
  const [row] = await toRows(db, [run])
  if (!row) throw notFound('run')
  const waiting = run.outcome === 'RUNNING' ? await whatItWaitsFor(db, run.accountId) : null
  const reasons =
    row.file && row.trigger === 'upload' && !row.reason
      ? await reasonsOfFile(db, row.file.importId)
      : reasonsOfSync(row, waiting?.reason ?? null)
  const nextTryAt = waiting?.nextTryAt.toISOString() ?? null
  return { ...row, reasons, nextTryAt, report: runReport(row, reasons) }
}

/** A run that met trouble goes on by itself: why it waits, and until when. */
async function whatItWaitsFor(
  db: Queryable,
  accountId: string | null,
): Promise<{ reason: string; nextTryAt: Date } | null> {
  if (!accountId) return null
  const item = await db.agendaItem.findUnique({
    where: { kind_subjectId: { kind: 'account.sync', subjectId: accountId } },
  })
  return item?.lastReason ? { reason: item.lastReason, nextTryAt: item.dueAt } : null
}

function reasonsOfSync(row: ActivityRowView, waitsFor: string | null): RunReasonView[] {
  const counts: RunReasonView[] = [
    { text: 'New', count: row.added, cure: null },
    {
      text: 'Known from a file, or changed at cTrader since; cTrader’s figures count',
      count: row.updated,
      cure: null,
    },
    { text: 'Read again and unchanged', count: row.skipped, cure: null },
    { text: 'Could not be read', count: row.failed, cure: null },
  ]
  const code = row.reason ?? waitsFor
  return [
    ...(code ? [{ ...runReason(code), count: null }] : []),
    ...counts.filter(({ count }) => count !== 0),
  ]
}

async function reasonsOfFile(db: Queryable, importFileId: string): Promise<RunReasonView[]> {
  const groups = await db.$queryRaw<
    { verdict: string; cause: string | null; count: number }[]
  >(Prisma.sql`
    SELECT "verdict", "detail"->>'cause' AS "cause", count(*)::int AS "count"
    FROM "ImportRow" WHERE "importFileId" = ${importFileId}::uuid
    GROUP BY 1, 2 ORDER BY "verdict" = 'problem' DESC, 3 DESC, 1, 2`)
  return groups.map(({ verdict, cause, count }) => {
    const words = causeInWords(verdict, cause)
    return { text: words.text, count, cure: words.cure ? { text: words.cure, at: 'import' } : null }
  })
}
