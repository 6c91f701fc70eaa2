export type RunView = {
  id: string
  kind: 'sync' | 'import'
  trigger:
    | 'first'
    | 'older'
    | 'schedule'
    | 'user'
    | 'event'
    | 'reconnect'
    | 'support'
    | 'upload'
    | 'undo'
    | 'restore'
    | 'archive'
  accountName: string | null
  startedAt: string
  finishedAt: string | null
  outcome: 'running' | 'completed' | 'failed' | 'cancelled'
  read: number
  added: number
  updated: number
  skipped: number
  failed: number
  /** Deals that an undo took out again. */
  removed: number
  /** Stable code of why it failed. */
  reason: string | null
}

/** One arrival of data as a row of the activity list. */
export type ActivityRowView = RunView & {
  accountId: string | null
  connectionId: string | null
  file: { importId: string; name: string } | null
  coveredFrom: string | null
  coveredTo: string | null
  /** Of a run that found nothing: up to when the trades were known before it. */
  knownUpTo: string | null
}

export type ActivityView = {
  rows: ActivityRowView[]
  /** Where the next older page begins; null on the last one. */
  older: string | null
}

/** What to do about a reason, and the page on which it is done. */
export type RunCure = { text: string; at: 'connection' | 'import' | 'upload' | null }

export type RunReasonView = {
  text: string
  /** Deals or rows it concerns; null when it concerns the run as a whole. */
  count: number | null
  cure: RunCure | null
}

export type RunDetailView = ActivityRowView & {
  reasons: RunReasonView[]
  /** When it is tried again by itself. */
  nextTryAt: string | null
  /** All of it as plain text for a mail: codes, counts and times, no secret and nothing of a row. */
  report: string
}
