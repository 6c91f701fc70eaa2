import type { ConnectionState } from '@/lib/domain/connection-state'
import type { WordsSubject } from '@/lib/domain/connection-words'
import type { SupportCase } from '@/lib/domain/support/case'
import type { LookInView } from './look-in'
import type { SupportBundleView } from './support-bundle'

/** By what a search found something. */
export type MatchedBy =
  | 'email'
  | 'connection'
  | 'account'
  | 'ctid'
  | 'run'
  | 'import'
  | 'correlation'

export type SupportHitView = {
  matchedBy: MatchedBy
  email: string
  /** The last digits of the account that was looked for. */
  account: string | null
  /** null: this person has no connection. */
  connection: {
    id: string
    name: string
    state: ConnectionState
    lastSuccessAt: string | null
    tradesUpTo: string | null
  } | null
}

export type SupportSearchView = { hits: SupportHitView[]; more: boolean }

export type SupportGrantView = {
  scope: string
  grantedAt: string | null
  accessEndsAt: string
  renewedAt: string
  nextRenewalAt: string | null
  /** Grows with every pair: 1 is the one of the first consent. */
  generation: number
  keyId: string
  /** How the newest consents and renewals came out, newest first. */
  results: { at: string; outcome: 'consent' | 'renewed' | 'refused'; code: string | null }[]
  renewalFailingSince: string | null
  failuresInARow: number
  /** An answer to a renewal has been under way, or lost, since then. */
  unsettledSince: string | null
  leaseOwner: string | null
}

export type SupportAccountView = {
  id: string
  name: string
  environment: 'live' | 'demo' | null
  broker: string | null
  currency: string | null
  accountType: string | null
  followed: boolean
  archived: boolean
  deleted: boolean
  goneSince: string | null
  unreadable: string | null
  unreadableSince: string | null
  historyFrom: string | null
  syncedThrough: string | null
  historyComplete: boolean
  historyLimitAt: string | null
  /** Whether its balances add up; never the balance. */
  addsUp: boolean | null
}

export type SupportAgendaView = {
  kind: string
  /** The account it is about; null is the connection itself. */
  account: string | null
  dueAt: string
  leaseOwner: string | null
  leaseUntil: string | null
  attempts: number
  lastReason: string | null
  /** Our own code failed on it too often: it waits for an operator. */
  setAside: boolean
}

export type SupportEventView = {
  id: string
  at: string
  who: 'trader' | 'worker' | 'provider' | 'support'
  kind: string
  code: string | null
  text: string
  /** Of what staff did: why, and the address of who did it. */
  reason: string | null
  staff: string | null
  /** The beginning of the id of the press or step it comes from, as logs and errors carry it. */
  correlation: string | null
}

export type SupportRunView = {
  id: string
  trigger: string
  account: string | null
  startedAt: string
  finishedAt: string | null
  outcome: 'running' | 'completed' | 'failed' | 'cancelled'
  read: number
  added: number
  updated: number
  skipped: number
  failed: number
  reason: string | null
  correlation: string | null
}

export type ErrorBucketView = {
  code: string
  text: string
  cure: string | null
  count: number
  firstAt: string
  lastAt: string
  /** A run that met it, where one did. */
  runId: string | null
}

/** Why a connection is as it is, from stored facts alone: no token, no balance, no trade. */
export type ExplainedConnectionView = {
  id: string
  at: string
  owner: { email: string; timeZone: string }
  ctid: string | null
  platform: string
  platformName: string
  state: ConnectionState
  reason: string | null
  since: string | null
  createdAt: string
  lastSuccessAt: string | null
  lastFailureAt: string | null
  tradesUpTo: string | null
  nextCheckAt: string | null
  paused: WordsSubject['paused']
  /** What the trader reads, and what a screen needs to say it in their zone. */
  words: { title: string; body: string }
  seen: WordsSubject
  cases: [SupportCase, ...SupportCase[]]
  grant: SupportGrantView | null
  accounts: SupportAccountView[]
  agenda: SupportAgendaView[]
  timeline: SupportEventView[]
  runs: SupportRunView[]
  errors: ErrorBucketView[]
  around: {
    workerAlive: boolean
    others: { total: number; failing: number }
    refusals: { total: number; lastHour: number }
    notApproved: number
  }
}

/** The same for the page of one of the staff: with what they have asked its trader. */
export type StaffConnectionView = ExplainedConnectionView & { lookIn: LookInView | null }

/** What staff did, for the person it concerns. */
export type StaffActionView = {
  id: string
  at: string
  text: string
  reason: string
  connectionId: string | null
}

export type StaffActionAnswer = {
  /** false: it was so already, and nothing was done or noted. */
  done: boolean
  /** Shown this once: only a hash of it is stored. */
  link: { address: string; expiresAt: string } | null
  bundle: SupportBundleView | null
}
