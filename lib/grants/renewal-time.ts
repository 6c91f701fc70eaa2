const EARLIEST_SHARE = 0.7
const LATEST_SHARE = 0.8

/**
 * When to renew: at 70–80 % of the token's life, spread so that grants given together are not
 * renewed together.
 * @param chance between 0 and 1
 */
export function renewalDueAt(
  { renewedAt, accessTokenExpiresAt }: { renewedAt: Date; accessTokenExpiresAt: Date },
  chance: number,
): Date {
  const life = accessTokenExpiresAt.getTime() - renewedAt.getTime()
  const share = EARLIEST_SHARE + (LATEST_SHARE - EARLIEST_SHARE) * chance
  return new Date(renewedAt.getTime() + life * share)
}
