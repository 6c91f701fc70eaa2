import type { ActivityRowView, RunView } from './views/activity'

/** How the reader's screen or mail writes an instant. */
type SayInstant = (at: string) => string

const STARTED_BY: Record<RunView['trigger'], string> = {
  first: 'You, first fetch',
  older: 'You, older history',
  schedule: 'Schedule',
  user: 'You',
  event: 'cTrader, by itself',
  reconnect: 'Reconnect',
  support: 'Support',
  upload: 'File upload',
  undo: 'You, undo',
  restore: 'You, restore',
  archive: 'You, archive',
}

export function startedBy({ trigger }: Pick<RunView, 'trigger'>): string {
  return STARTED_BY[trigger] ?? trigger
}

export type RunTone = 'busy' | 'good' | 'act' | 'bad' | 'off'

/** How a run came out: one word for the pill, and a sentence beside it. */
export function runOutcome(
  run: Pick<
    ActivityRowView,
    | 'kind'
    | 'trigger'
    | 'outcome'
    | 'added'
    | 'updated'
    | 'removed'
    | 'failed'
    | 'knownUpTo'
    | 'reason'
  >,
  say: SayInstant,
): { tone: RunTone; word: string; text: string } {
  switch (run.outcome) {
    case 'running':
      return {
        tone: 'busy',
        word: 'Running',
        text: run.added > 0 ? `${dealsOf(run.added, 'new')} so far` : 'Nothing new so far',
      }
    case 'failed':
      return {
        tone: 'bad',
        word: 'Failed',
        text: run.added > 0 ? `${dealsOf(run.added, 'new')} came in before` : 'Nothing came in',
      }
    case 'cancelled':
      return { tone: 'off', word: 'Stopped', text: cancelledText(run.reason) }
    case 'completed':
      return {
        tone: run.failed > 0 ? 'act' : 'good',
        word: 'Done',
        text: run.kind === 'import' ? importText(run) : syncText(run, say),
      }
  }
}

/** Only another Tallybook user who links the same cTrader ID stops a run that is not theirs. */
function cancelledText(reason: string | null): string {
  if (reason === 'PAUSED') return 'Stopped by a pause; what came in stays'
  if (reason === 'TRADES_DELETED') return 'Stopped by you, with its trades deleted'
  return reason === 'SUPERSEDED'
    ? 'Stopped; what came in stays'
    : 'Stopped by you; what came in stays'
}

function syncText(
  { added, updated, knownUpTo }: Pick<ActivityRowView, 'added' | 'updated' | 'knownUpTo'>,
  say: SayInstant,
): string {
  const parts = [
    added > 0 ? dealsOf(added, 'new') : null,
    updated > 0 ? `${dealsOf(updated, 'known')} updated` : null,
  ].filter((part) => part !== null)
  if (parts.length > 0) return parts.join(', ')
  return knownUpTo ? `No new trades since ${say(knownUpTo)}` : 'No trades in this period'
}

function importText({
  trigger,
  added,
  removed,
  failed,
}: Pick<ActivityRowView, 'trigger' | 'added' | 'removed' | 'failed'>): string {
  if (trigger === 'undo') return `Undone: ${dealsOf(removed)} taken out`
  if (trigger === 'restore') return `Restored: ${dealsOf(added)} brought back`
  if (trigger === 'archive') return `Read from an archive: ${dealsOf(added)}`
  const unread =
    failed > 0 ? `, ${failed === 1 ? '1 row' : `${grouped(failed)} rows`} not read` : ''
  return `${added > 0 ? dealsOf(added, 'new') : 'Nothing new in the file'}${unread}`
}

function dealsOf(count: number, which = ''): string {
  return `${grouped(count)} ${which ? `${which} ` : ''}${count === 1 ? 'deal' : 'deals'}`
}

function grouped(count: number): string {
  return count.toLocaleString('en-GB')
}
