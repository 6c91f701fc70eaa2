import type { Finding } from '@/lib/domain/operator/findings'

export type WorkerView = { id: string; startedAt: string; seenAt: string; slot: number | null }

/** Work of one kind, over all users. */
export type QueueView = {
  kind: string
  waiting: number
  due: number
  held: number
  /** Failed at its last try, and is tried again. */
  failing: number
  setAside: number
  /** Since when the oldest that is due and in nobody's hands has been due. */
  oldestDueAt: string | null
}

/** Connections of one environment: numbers only. */
export type EnvironmentView = {
  platform: string
  total: number
  failing: number
  refusedLastHour: number
  notApproved: number
}

/** How this Tallybook is, in numbers over all users. */
export type FleetView = {
  at: string
  database: { answeredInMs: number; version: string; bytes: number }
  workers: WorkerView[]
  queues: QueueView[]
  environments: EnvironmentView[]
  /** Why connections fail at this moment, the commonest first. */
  failures: { code: string; failureClass: string; count: number }[]
  runsLastHour: { kind: 'sync' | 'import'; outcome: string; count: number }[]
  mails: { waiting: number; failed: number }
  /** Grants by the key that seals them: a key that is not listed may be taken out of TOKEN_KEYS. */
  keys: { keyId: string; grants: number }[]
  accountsThatDoNotAddUp: number
}

export type HealthView = FleetView & { findings: Finding[] }

/** Work that failed too often on our side, or for good. */
export type SetAsideView = {
  id: string
  kind: string
  /** Whose it is; null when what it was about is gone. */
  email: string | null
  connectionId: string | null
  dueAt: string
  attempts: number
  reason: string | null
  /** The beginning of the id that logs carry. */
  correlation: string | null
}

export type PersonView = {
  id: string
  email: string
  role: 'TRADER' | 'SUPPORT' | 'ADMIN'
  createdAt: string
  /** Sessions that count at this moment. */
  sessions: number
  connections: number
  disabled: boolean
}

export type PeopleView = { people: PersonView[]; more: boolean; operators: number }
