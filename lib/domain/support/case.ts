/** One row of the table of likely causes. */
export type CaseKind =
  | 'grant-ended'
  | 'grants-ended-together'
  | 'app-refused'
  | 'environment-missing'
  | 'superseded'
  | 'provider-outage'
  | 'link-failing'
  | 'throttled'
  | 'no-trades'
  | 'history-limit'
  | 'account-fails'
  | 'accounts-gone'
  | 'stuck-run'
  | 'set-aside'
  | 'duplicates'
  | 'worker-off'
  | 'renewal-failing'
  | 'not-authorised'
  | 'at-ctrader'
  | 'no-accounts'
  | 'accounts-not-chosen'
  | 'none-followed'
  | 'first-sync'
  | 'late'
  | 'paused'
  | 'removed'
  | 'nothing-wrong'

/** What staff can do about it on the page; null is advice to give, or waiting. */
export type CaseAction = 'reconnect-link' | 'check-now' | 'renew-now' | 'resume' | null

export type SupportCase = {
  kind: CaseKind
  /** Names the likely cause. */
  cause: string
  /** Names the next step. */
  step: string
  /** The stored facts that speak for it. */
  because: string
  action: CaseAction
}
