/**
 * The state of a connection, derived from stored facts and never stored itself.
 * Screens and support read the same value, so they cannot disagree.
 */

/** Everything the state depends on. Instants are UTC. */
export type ConnectionFacts = {
  now: Date
  removedAt: Date | null
  supersededAt: Date | null
  /** The authorization that is under way or ended last, if there is one. */
  authorization: {
    createdAt: Date
    expiresAt: Date
    /** The trader came back from cTrader with a code that waits for the worker. */
    codeReceivedAt: Date | null
    /** null while it is under way. */
    outcome: AuthorizationOutcome | null
  } | null
  /** Our application was refused by cTrader ("OA client is not in active state"). */
  notApprovedAt: Date | null
  /** Set while the pair of tokens is usable as far as we know. */
  grantedAt: Date | null
  /** cTrader definitely refused the grant. */
  refusedAt: Date | null
  accountsListed: number
  accountsFollowed: number
  /** The trader pressed Complete Connection. */
  completedAt: Date | null
  /** Every followed account has its whole history. */
  firstSyncFinished: boolean
  syncing: boolean
  lastSuccessAt: Date | null
  /** Failures since the last success, and the class of the newest one. */
  failure: { at: Date; class: FailureClass } | null
  throttledUntil: Date | null
  maintenanceUntil: Date | null
  checkEverySeconds: number
  /** Seen alive within the last half minute. */
  workerAlive: boolean
}

export type AuthorizationOutcome =
  | 'succeeded'
  | 'declined'
  | 'state-mismatch'
  | 'code-expired'
  | 'trade-scope'
  | 'no-accounts'
  | 'not-approved'
  | 'other-ctid'
  | 'expired'
  | 'failed'

/** Whose problem a failure is: decides between waiting, slowing down and asking the trader. */
export type FailureClass =
  | 'retry-later'
  | 'rate-limited'
  | 'maintenance'
  | 'reconnect-required'
  | 'account-gone'
  | 'not-approved'
  | 'our-fault'

export const CONNECTION_STATES = [
  'removed',
  'superseded',
  'authorising',
  'exchanging',
  'worker-off',
  'declined',
  'state-mismatch',
  'code-expired',
  'authorisation-expired',
  'authorisation-failed',
  'trade-scope',
  'other-ctid',
  'not-approved',
  'no-accounts',
  'choose-accounts',
  'reconnect',
  'provider-down',
  'maintenance',
  'throttled',
  'first-sync',
  'syncing',
  'late',
  'healthy',
] as const

export type ConnectionState = (typeof CONNECTION_STATES)[number]

/** A check this many intervals overdue is "behind schedule". */
const LATE_AFTER_INTERVALS = 3
/** One failed call is not a broken connection: it shows only when it lasts. */
const FAILURE_SHOWS_AFTER_MS = 2 * 60_000

const OUTCOME_STATES: Record<Exclude<AuthorizationOutcome, 'succeeded'>, ConnectionState> = {
  declined: 'declined',
  'state-mismatch': 'state-mismatch',
  'code-expired': 'code-expired',
  'trade-scope': 'trade-scope',
  'no-accounts': 'no-accounts',
  'not-approved': 'not-approved',
  'other-ctid': 'other-ctid',
  expired: 'authorisation-expired',
  failed: 'authorisation-failed',
}

export function connectionState(facts: ConnectionFacts): ConnectionState {
  if (facts.removedAt) return 'removed'
  return (
    authorizationState(facts) ??
    brokenState(facts) ??
    (facts.completedAt ? runningState(facts) : 'choose-accounts')
  )
}

/**
 * An authorization under way comes first: the trader is in the middle of it. One that failed
 * is only the state of a connection that has nothing else; a repair that was declined leaves
 * the connection as it was.
 */
function authorizationState(facts: ConnectionFacts): ConnectionState | null {
  const { authorization, now } = facts
  if (!authorization) return null
  if (authorization.outcome === null) {
    if (authorization.codeReceivedAt) return facts.workerAlive ? 'exchanging' : 'worker-off'
    if (authorization.expiresAt > now) return 'authorising'
    return facts.grantedAt ? null : 'authorisation-expired'
  }
  if (authorization.outcome === 'succeeded') return null
  const failed = OUTCOME_STATES[authorization.outcome]
  // The repair of a broken connection by somebody else's cTrader ID: still broken, and this is why.
  if (failed === 'other-ctid' && facts.refusedAt) return failed
  return facts.grantedAt && failed !== 'no-accounts' ? null : failed
}

function brokenState(facts: ConnectionFacts): ConnectionState | null {
  if (facts.supersededAt) return 'superseded'
  if (facts.refusedAt) return 'reconnect'
  if (facts.notApprovedAt) return 'not-approved'
  if (facts.grantedAt && facts.accountsListed === 0) return 'no-accounts'
  return null
}

function runningState(facts: ConnectionFacts): ConnectionState {
  const { now, failure } = facts
  if (!facts.workerAlive) return 'worker-off'
  if (facts.maintenanceUntil && facts.maintenanceUntil > now) return 'maintenance'
  if (facts.throttledUntil && facts.throttledUntil > now) return 'throttled'
  const failingSince = facts.lastSuccessAt ?? facts.completedAt ?? facts.grantedAt
  if (
    failure &&
    failingSince &&
    failure.at.getTime() - failingSince.getTime() > FAILURE_SHOWS_AFTER_MS
  )
    return 'provider-down'
  if (!facts.firstSyncFinished) return 'first-sync'
  if (facts.syncing) return 'syncing'
  if (facts.lastSuccessAt) {
    const overdueMs = now.getTime() - facts.lastSuccessAt.getTime()
    if (overdueMs > LATE_AFTER_INTERVALS * facts.checkEverySeconds * 1000) return 'late'
  }
  return 'healthy'
}
