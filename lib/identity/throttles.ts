import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible'
import type { Database } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

/** What is counted, how often it may happen, and within how many seconds. */
const LIMITS = {
  /** Failed sign-ins of one account: slows guessing of one password. */
  'sign-in-account': { points: 10, seconds: 15 * 60 },
  /** Failed sign-ins from one address: slows guessing over many accounts. */
  'sign-in-address': { points: 60, seconds: 15 * 60 },
  'register-address': { points: 30, seconds: 60 * 60 },
} as const

type Limit = keyof typeof LIMITS

function limiter(db: Database, limit: Limit): RateLimiterPrisma {
  const { points, seconds } = LIMITS[limit]
  return new RateLimiterPrisma({
    storeClient: db,
    tableName: 'throttle',
    keyPrefix: limit,
    points,
    duration: seconds,
    clearExpiredByTimeout: false,
  })
}

/**
 * Counts one attempt, before its outcome is known, so that parallel guesses are all counted.
 * @throws AppError TOO_MANY_ATTEMPTS when there were too many.
 */
export async function countAttempt(db: Database, limit: Limit, key: string): Promise<void> {
  try {
    await limiter(db, limit).consume(key)
  } catch (error) {
    if (error instanceof RateLimiterRes)
      throw new AppError('TOO_MANY_ATTEMPTS', 'Too many attempts. Try again in a few minutes.')
    throw error
  }
}

/** Forgets the attempts after one that succeeded. */
export async function forgetAttempts(db: Database, limit: Limit, key: string): Promise<void> {
  await limiter(db, limit).delete(key)
}
