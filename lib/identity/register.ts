import { z } from 'zod'
import type { Database } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { hashPassword, MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './passwords'
import { canCountDays, isTimeZone } from './time-zone'

export const Registration = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(254, 'Please give an e-mail address.')
    .pipe(z.email('Please give an e-mail address.')),
  password: z
    .string()
    .min(MIN_PASSWORD_LENGTH, `Please choose at least ${MIN_PASSWORD_LENGTH} characters.`)
    .max(MAX_PASSWORD_LENGTH, `Please choose at most ${MAX_PASSWORD_LENGTH} characters.`),
  timeZone: z
    .string()
    .refine((zone) => isTimeZone(zone), 'There is no such time zone.')
    .default('UTC'),
})

/** A zone that only the browser knows becomes UTC: the trader can choose another in the settings. */
export async function register(
  db: Database,
  input: z.output<typeof Registration>,
): Promise<{ userId: string }> {
  const passwordHash = await hashPassword(input.password)
  const timeZone = (await canCountDays(db, input.timeZone)) ? input.timeZone : 'UTC'
  const { count } = await db.user.createMany({
    data: { email: input.email, passwordHash, timeZone },
    skipDuplicates: true,
  })
  if (count === 0)
    throw new AppError('CONFLICT', 'There is an account with this e-mail already. Sign in instead.')
  const user = await db.user.findUniqueOrThrow({ where: { email: input.email } })
  return { userId: user.id }
}
