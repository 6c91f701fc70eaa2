import type { AuthorizationOutcome, ConnectionState } from '@/lib/domain/connection-state'

export type AccountFacts = {
  /** With the last digits of its number only. */
  name: string
  followed: boolean
  archived: boolean
  goneSince: Date | null
  unreadableCode: string | null
  historyLimitAt: Date | null
  /** When the account was opened at the broker, where cTrader tells it. */
  registeredAt: Date | null
  /** Whether any closed trade is here; never how many or which. */
  hasTrades: boolean
  openPositions: number
  /** Rows of files in the time that cTrader told all of, which are no deal that cTrader knows. */
  unmatchedRows: number
}

/** A run that has not ended, and the work that carries it. */
export type RunFacts = {
  runId: string
  accountName: string | null
  startedAt: Date
  /** null: nothing on the agenda carries it on. */
  work: { dueAt: Date; leaseUntil: Date | null } | null
}

/** What the decision rests on: stored facts, no secret, no balance, no trade. Instants are UTC. */
export type CaseFacts = {
  now: Date
  state: ConnectionState
  /** Stable code of the cause. */
  reason: string | null
  refusedAt: Date | null
  /** Of the connections of this environment that hold or held access: how many cTrader refused within the last hour. */
  refusals: { total: number; lastHour: number }
  /** Other connections of the environment, and how many of them fail just now. */
  others: { total: number; failing: number }
  /** How the newest trip to cTrader ended, if it has ended. */
  authorization: AuthorizationOutcome | null
  lastSuccessAt: Date | null
  renewalFailingSince: Date | null
  waitsUntil: Date | null
  paused: { by: 'user' | 'support'; reason: string | null } | null
  accounts: AccountFacts[]
  running: RunFacts[]
  /** Work that our own code failed on too often, so that nobody does it any more. */
  setAside: { kind: string; reason: string | null; correlation: string | null }[]
}
