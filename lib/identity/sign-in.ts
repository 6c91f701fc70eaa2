import type { Database } from '@/lib/db/client'
import { passwordMatches, pretendToCheckPassword } from './passwords'
import { countAttempt, forgetAttempts } from './throttles'

/**
 * Checks a password.
 * @returns the user's id, or null when e-mail and password do not match.
 * @throws AppError TOO_MANY_ATTEMPTS when account or address failed too often.
 */
export async function checkSignIn(
  db: Database,
  input: { email: string; password: string; address: string },
): Promise<{ userId: string } | null> {
  const email = input.email.trim().toLowerCase()
  await countAttempt(db, 'sign-in-address', input.address)
  await countAttempt(db, 'sign-in-account', email)
  const user = await db.user.findUnique({ where: { email } })
  if (!user || user.disabledAt) {
    await pretendToCheckPassword(input.password)
    return null
  }
  if (!(await passwordMatches(user.passwordHash, input.password))) return null
  // Not the address: an account of one's own must not reset the count of guesses at others.
  await forgetAttempts(db, 'sign-in-account', email)
  return { userId: user.id }
}
