import { runOutcome, startedBy } from '@/lib/domain/run-words'
import type { ActivityRowView, RunReasonView } from '@/lib/domain/views/activity'

/**
 * A run as plain text for a mail to support: codes, counts, times and ids. No token, no file name
 * and nothing of a row can get in, because only what is named here does.
 */
export function runReport(row: ActivityRowView, reasons: RunReasonView[]): string {
  const outcome = runOutcome(row, (at) => at)
  const facts: [string, string | null | undefined][] = [
    ['Run', row.id],
    ['Kind', row.kind === 'sync' ? 'sync' : 'file'],
    ['Started by', startedBy(row)],
    ['Account', row.accountId],
    ['Connection', row.connectionId],
    ['Import', row.file?.importId],
    ['Started', row.startedAt],
    ['Ended', row.finishedAt ?? 'not yet'],
    ['Period', row.coveredFrom && `${row.coveredFrom} to ${row.coveredTo}`],
    ['Outcome', `${outcome.word}. ${outcome.text}`],
    ['Code', row.reason],
    [
      'Counts',
      `read ${row.read}, added ${row.added}, updated ${row.updated}, skipped ${row.skipped}, failed ${row.failed}`,
    ],
  ]
  return [
    'Tallybook activity report',
    ...facts.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])),
    ...(reasons.length > 0 ? ['Reasons:'] : []),
    ...reasons.map(({ text, count, cure }) =>
      [`- ${count === null ? '' : `${count} × `}${text}`, cure?.text].filter(Boolean).join(' → '),
    ),
  ].join('\n')
}
