import { z } from 'zod'
import { startOfDay } from '@/lib/domain/zoned-time'
import { AppError } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'

/** First calendar day of the history a trader wants; null is all there is. */
export const HistoryDay = z.iso
  .date('Choose a day.')
  .refine((day) => day >= '1970-01-02', 'Choose a later day.')
  .nullable()

/** The first instant the trader wants, or null for everything. */
export function historyBegins(
  day: string | null,
  actor: Pick<Actor, 'timeZone'>,
  now: Date,
): Date | null {
  if (day === null) return null
  const from = startOfDay(day, actor.timeZone)
  if (from > now) throw new AppError('BAD_INPUT', 'That day has not come yet.')
  return from
}
