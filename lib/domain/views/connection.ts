import type { ConnectionState } from '@/lib/domain/connection-state'
import type { AccountView } from './account'

export type CandidateAccountView = AccountView & {
  /** Already followed through this connection. */
  alreadyLinked: boolean
}

/** Progress of the first sync by calendar month, newest first. */
export type SyncProgressView = {
  accountId: string
  accountName: string
  /** Month being read now, as YYYY-MM. */
  month: string
  fromMonth: string
  toMonth: string
  monthsDone: number
  monthsTotal: number
  trades: number
  done: boolean
}

export type RunView = {
  id: string
  kind: 'sync' | 'import'
  trigger: 'first' | 'schedule' | 'user' | 'event' | 'reconnect' | 'upload'
  accountName: string | null
  startedAt: string
  finishedAt: string | null
  outcome: 'running' | 'completed' | 'failed'
  read: number
  added: number
  updated: number
  skipped: number
  failed: number
  reason: string | null
}

export type ConnectionEventView = { id: string; at: string; text: string }

export type ConnectionView = {
  id: string
  /** When this row turned out to be an already linked cTrader ID: the connection to show instead. */
  mergedIntoId: string | null
  platform: 'ctrader'
  ctid: string | null
  state: ConnectionState
  /** Stable code of the cause, for "Details" and support. */
  reason: string | null
  createdAt: string
  lastSuccessAt: string | null
  tradesUpTo: string | null
  nextCheckAt: string | null
  scope: 'accounts' | 'trading' | null
  accounts: CandidateAccountView[]
  progress: SyncProgressView[]
  runs: RunView[]
  events: ConnectionEventView[]
}
