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
  /** Nothing is read until somebody resumes it. */
  pausedAt: Date | null
  accountsListed: number
  /** Without those kept as an archive. */
  accountsFollowed: number
  /** Followed accounts that cTrader lists no more, without those kept as an archive. */
  accountsGone: number
  accountsArchived: number
  /** Reading a followed account that cTrader lists fails since then: of several, the first. */
  unreadableSince: Date | null
  /** An account whose older trades cTrader does not offer, and the trader has not read that yet. */
  historyLimitUnread: boolean
  /** The trader pressed Complete Connection. */
  completedAt: Date | null
  /** Every followed account that can be read has the history that is wanted. */
  firstSyncFinished: boolean
  syncing: boolean
  lastSuccessAt: Date | null
  /** The first failure since the last success, the newest one, and the class of that. */
  failure: { since: Date; at: Date; class: FailureClass } | null
  /** Other connections of the same environment, and how many of them fail just now. */
  others: { total: number; failing: number }
  /** Renewals fail since then although the access token still works; and when that one ends. */
  renewalFailingSince: Date | null
  accessEndsAt: Date | null
  /** The trader put the question off. */
  confirmLaterAt: Date | null
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
  'paused',
  'provider-down',
  'maintenance',
  'account-gone',
  'throttled',
  'failing',
  'expiring',
  'none-followed',
  'first-sync',
  'partial',
  'syncing',
  'late',
  'history-limit',
  'healthy',
] as const

export type ConnectionState = (typeof CONNECTION_STATES)[number]

/** A check this many intervals overdue is "behind schedule". */
const LATE_AFTER_INTERVALS = 3
/** One failed call is not a broken connection: it shows only when it lasts. */
const FAILURE_SHOWS_AFTER_MS = 2 * 60_000
/** From this share of failing neighbours on it is cTrader, and not this connection. */
const PROVIDER_DOWN_SHARE = 0.5
const DAY_MS = 24 * 60 * 60_000
/** Renewal begins days before the token ends, so the trader is asked only when that was not enough. */
const RENEWAL_FAILS_FOR_MS = DAY_MS
const CONFIRM_LATER_MS = DAY_MS

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
  if (failed === 'other-ctid' && (facts.refusedAt || facts.supersededAt)) return failed
  return facts.grantedAt && failed !== 'no-accounts' ? null : failed
}

function brokenState(facts: ConnectionFacts): ConnectionState | null {
  if (facts.supersededAt) return 'superseded'
  if (facts.refusedAt) return 'reconnect'
  if (facts.notApprovedAt) return 'not-approved'
  const accounts = facts.accountsListed + facts.accountsFollowed + facts.accountsArchived
  if (facts.grantedAt && accounts === 0) return 'no-accounts'
  return null
}

function runningState(facts: ConnectionFacts): ConnectionState {
  if (facts.pausedAt) return 'paused'
  if (!facts.workerAlive) return 'worker-off'
  const waiting = waitingState(facts)
  if (waiting) return waiting
  if (facts.accountsFollowed + facts.accountsArchived === 0) return 'none-followed'
  if (!facts.firstSyncFinished) return 'first-sync'
  if (facts.accountsGone > 0 || lasts(facts.unreadableSince, facts.now)) return 'partial'
  if (facts.syncing) return 'syncing'
  if (isLate(facts)) return 'late'
  return facts.historyLimitUnread ? 'history-limit' : 'healthy'
}

/** What keeps us from reading anything at all, or soon will. */
function waitingState(facts: ConnectionFacts): ConnectionState | null {
  const { now, others } = facts
  const fails = isFailing(facts)
  const shared = isProviderDown(others)
  if (facts.maintenanceUntil && facts.maintenanceUntil > now) return 'maintenance'
  if (fails && shared) return 'provider-down'
  if (facts.accountsFollowed > 0 && facts.accountsGone === facts.accountsFollowed)
    return 'account-gone'
  if (facts.throttledUntil && facts.throttledUntil > now) return 'throttled'
  if (fails) return 'failing'
  return isExpiring(facts) ? 'expiring' : null
}

/** Nobody else to compare with counts as well: a failure need not be this connection's. */
export function isProviderDown({ total, failing }: ConnectionFacts['others']): boolean {
  return total === 0 || failing / total >= PROVIDER_DOWN_SHARE
}

/** Somebody who asks us to slow down answers. */
function isFailing({ failure }: ConnectionFacts): boolean {
  return failure !== null && failure.class !== 'rate-limited' && lasts(failure.since, failure.at)
}

/** Whether a trouble has lasted so long that it is worth a word. */
export function lasts(since: Date | null, now: Date): boolean {
  return since !== null && now.getTime() - since.getTime() > FAILURE_SHOWS_AFTER_MS
}

/** The renewal that nobody notices has failed for a day: a new consent would save the link. */
function isExpiring(facts: ConnectionFacts): boolean {
  const { now, renewalFailingSince, accessEndsAt, confirmLaterAt } = facts
  if (!renewalFailingSince || !accessEndsAt || accessEndsAt <= now) return false
  const putOff = confirmLaterAt && now.getTime() - confirmLaterAt.getTime() < CONFIRM_LATER_MS
  return !putOff && now.getTime() - renewalFailingSince.getTime() > RENEWAL_FAILS_FOR_MS
}

function isLate({ now, lastSuccessAt, checkEverySeconds }: ConnectionFacts): boolean {
  if (!lastSuccessAt) return false
  return now.getTime() - lastSuccessAt.getTime() > LATE_AFTER_INTERVALS * checkEverySeconds * 1000
}
