/** The steps of a test of a connection, each resting on the one before it. */
export const TEST_STEPS = ['network', 'application', 'token', 'accounts', 'open', 'deals'] as const

export type TestStep = (typeof TEST_STEPS)[number]

/** How one step came out. Codes and counts only: no secret, no balance, no deal. */
export type TestStepResult = {
  step: TestStep
  outcome: 'passed' | 'failed'
  /** Milliseconds. */
  tookMs: number
  /** cTrader's code, or ours for what happened on the way; null when it passed. */
  code: string | null
  /** Of those it was tried with, the accounts for which it failed. */
  failed: { accountId: string; code: string }[]
  /** How many accounts were listed, opened or read; null for steps that are not about accounts. */
  accounts: number | null
}

/** Nobody may be kept waiting by a test of two hundred accounts: the rest is like the first. */
export const MOST_ACCOUNTS_TESTED = 10

/** cTrader's requests are shared by everybody, so a connection is tested twice a minute at most. */
export const TEST_COOL_DOWN_MS = 30_000

/** What went wrong on the way to cTrader; every other code is an answer of it. */
const ON_THE_WAY = new Set(['UNREACHABLE', 'CONNECTION_LOST', 'ANSWER_TIMED_OUT', 'SLOT_LOST'])

export function isOnTheWay(code: string): boolean {
  return ON_THE_WAY.has(code)
}

/** Whether what follows still rests on something: with one account left there is something to try. */
export function canGoOn({ outcome, accounts, failed }: TestStepResult): boolean {
  return outcome === 'passed' || (accounts !== null && failed.length < accounts)
}

/** The first step that did not pass; null when all of them did, or none has failed so far. */
export function firstFailure(steps: TestStepResult[]): TestStepResult | null {
  return steps.find(({ outcome }) => outcome === 'failed') ?? null
}
