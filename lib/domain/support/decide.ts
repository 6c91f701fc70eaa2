import type { ConnectionState } from '@/lib/domain/connection-state'
import { advice } from './advice'
import type { CaseKind, SupportCase } from './case'
import type { CaseFacts } from './case-facts'
import { stuckRuns } from './stuck-runs'

/** From so many refusals within an hour on, and this share of the environment, it is not one trader's doing. */
const MANY_REFUSALS = 3
const MANY_REFUSALS_SHARE = 0.2

/**
 * The likely causes of a complaint, most likely first; never none. What is broken comes before what
 * only explains, because a trader who misses trades misses them through a broken link first.
 */
export function decide(facts: CaseFacts): [SupportCase, ...SupportCase[]] {
  const kinds = [...brokenKinds(facts), ...explainingKinds(facts)]
  const [first = 'nothing-wrong', ...more] = kinds
  return [advice(first, facts), ...more.map((kind) => advice(kind, facts))]
}

/** Row 2 of the table: many grants ended at once. */
export function endedTogether({ refusals }: Pick<CaseFacts, 'refusals'>): boolean {
  const { total, lastHour } = refusals
  return lastHour >= MANY_REFUSALS && lastHour >= total * MANY_REFUSALS_SHARE
}

/** Whether the connection as such works, so that what is missing may have another cause. */
const READING = ['first-sync', 'syncing', 'late', 'history-limit', 'healthy', 'partial'] as const

type Reading = Exclude<(typeof READING)[number], 'partial'>

/** A state without a row here fails the type-check. */
const OF_STATE: Record<
  Exclude<ConnectionState, Reading | 'reconnect' | 'not-approved'>,
  CaseKind
> = {
  removed: 'removed',
  superseded: 'superseded',
  authorising: 'at-ctrader',
  exchanging: 'at-ctrader',
  'worker-off': 'worker-off',
  declined: 'not-authorised',
  'state-mismatch': 'not-authorised',
  'code-expired': 'not-authorised',
  'authorisation-expired': 'not-authorised',
  'authorisation-failed': 'not-authorised',
  'trade-scope': 'not-authorised',
  'other-ctid': 'not-authorised',
  'no-accounts': 'no-accounts',
  'choose-accounts': 'accounts-not-chosen',
  'none-followed': 'none-followed',
  paused: 'paused',
  'provider-down': 'provider-outage',
  maintenance: 'provider-outage',
  'account-gone': 'accounts-gone',
  throttled: 'throttled',
  failing: 'link-failing',
  expiring: 'renewal-failing',
  partial: 'account-fails',
}

/** What keeps new trades from arriving. */
function brokenKinds(facts: CaseFacts): CaseKind[] {
  const isSetAside = facts.setAside.length > 0
  const stuck = isReading(facts.state) && stuckRuns(facts).length > 0 && !isSetAside
  const kind = brokenKind(facts)
  return [
    ...(kind ? [kind] : []),
    ...(isSetAside ? (['set-aside'] as const) : []),
    ...(stuck ? (['stuck-run'] as const) : []),
  ]
}

function brokenKind(facts: CaseFacts): CaseKind | null {
  const { state, reason } = facts
  switch (state) {
    case 'first-sync':
    case 'syncing':
    case 'history-limit':
    case 'healthy':
      return null
    case 'late':
      return stuckRuns(facts).length > 0 || facts.setAside.length > 0 ? null : 'late'
    case 'reconnect':
      return endedTogether(facts) ? 'grants-ended-together' : 'grant-ended'
    case 'not-approved':
      return reason === 'PLATFORM_NOT_CONFIGURED' ? 'environment-missing' : 'app-refused'
    default:
      return OF_STATE[state]
  }
}

/** What a healthy link leaves to explain. */
function explainingKinds(facts: CaseFacts): CaseKind[] {
  const { state, accounts } = facts
  if (!isReading(state)) return []
  const isStuck = stuckRuns(facts).length > 0
  return [
    ...(state === 'first-sync' && !isStuck ? (['first-sync'] as const) : []),
    ...(hasGoodChecksWithoutTrades(facts) ? (['no-trades'] as const) : []),
    ...(accounts.some(({ historyLimitAt }) => historyLimitAt) ? (['history-limit'] as const) : []),
    ...(accounts.some(({ unmatchedRows }) => unmatchedRows > 0) ? (['duplicates'] as const) : []),
  ]
}

function isReading(state: ConnectionState): boolean {
  return READING.some((each) => each === state)
}

function hasGoodChecksWithoutTrades({ state, lastSuccessAt, accounts }: CaseFacts): boolean {
  return (
    state !== 'first-sync' &&
    lastSuccessAt !== null &&
    accounts.every(({ hasTrades }) => !hasTrades)
  )
}
