/** How long support may look, as the trader is asked. */
export const LOOK_IN_MINUTES = [15, 30, 60] as const

/** So long the question stands; then it is as if it had not been asked. */
export const ANSWER_WITHIN_MS = 24 * 60 * 60_000

export type LookInFacts = {
  answerBy: Date
  refusedAt: Date | null
  allowedAt: Date | null
  endsAt: Date | null
  endedAt: Date | null
}

export type LookInState = 'asked' | 'unanswered' | 'refused' | 'active' | 'over'

/** Where a look-in stands. Only "active" shows anything of a journal. */
export function lookInState(facts: LookInFacts, now: Date): LookInState {
  const { answerBy, refusedAt, allowedAt, endsAt, endedAt } = facts
  if (refusedAt) return 'refused'
  if (endedAt) return 'over'
  if (allowedAt) return endsAt && endsAt > now ? 'active' : 'over'
  return answerBy > now ? 'asked' : 'unanswered'
}

/** What can be looked at, one after the other; each look is noted. */
export const LOOKS = ['overview', 'trades', 'trade', 'balance'] as const

export type Look = (typeof LOOKS)[number]
