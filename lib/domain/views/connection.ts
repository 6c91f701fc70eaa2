import type { ConnectionState } from '@/lib/domain/connection-state'
import type { StoredAccountView } from './account'
import type { RunView } from './activity'

export type CandidateAccountView = StoredAccountView & {
  /** Already followed through this connection. */
  alreadyLinked: boolean
  /** cTrader lists it no more, since then; with `archived` the trader has settled that. */
  goneSince: string | null
  archived: boolean
  /** Code of why it cannot be read just now. */
  unreadable: string | null
  /** cTrader offers nothing before this day although there was something. */
  historyLimitAt: string | null
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
  /** All deals are here; deposits and withdrawals come last. */
  settling: boolean
  done: boolean
}

export type ConnectionEventView = { id: string; at: string; text: string }

export type ConnectionView = {
  id: string
  /** When this row turned out to be an already linked cTrader ID: the connection to show instead. */
  mergedIntoId: string | null
  /** Key and name of the environment it was made in (lib/env). */
  platform: string
  platformName: string
  /** Names of the other environments in which accounts can be linked here. */
  otherPlatforms: string[]
  ctid: string | null
  state: ConnectionState
  /** Stable code of the cause, for "Details" and support. */
  reason: string | null
  createdAt: string
  grantedAt: string | null
  lastSuccessAt: string | null
  lastTryAt: string | null
  tradesUpTo: string | null
  /** When a pause that cTrader asked for is over. */
  waitsUntil: string | null
  /** When the present access token ends. */
  accessEndsAt: string | null
  paused: { at: string; by: 'user' | 'support'; reason: string | null } | null
  /** "Sync now" is possible again from here on. */
  syncAllowedAt: string | null
  /** A check that was asked for and waits for its turn, or accounts that are being read now. */
  job: 'asked' | 'running' | null
  /** What the last repair brought, until the trader has seen it. */
  caughtUp: { trades: number; from: string; to: string } | null
  nextCheckAt: string | null
  scope: 'accounts' | 'trading' | null
  accounts: CandidateAccountView[]
  progress: SyncProgressView[]
  runs: RunView[]
  events: ConnectionEventView[]
}
