import { z } from 'zod'
import { Prisma } from '@/lib/db/generated/client'
import { addDays, isCalendarDay } from '@/lib/domain/calendar-day'
import { startOfDay } from '@/lib/domain/zoned-time'
import type { Actor } from '@/lib/identity/sessions'
import { text } from '@/lib/text'
import { inCountedAccounts } from './visible-accounts'

/** A day that is in the calendar. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'A day is written as 2026-07-14.')
  .refine((text) => isCalendarDay(text), 'There is no such day.')

/** The one filter of every journal screen, as it stands in the address. */
export const TradeFilter = z.object({
  account: z.uuid().optional().catch(undefined),
  symbol: text(60).optional(),
  direction: z.enum(['LONG', 'SHORT']).optional().catch(undefined),
  from: day.optional(),
  to: day.optional(),
  /** A tag of the trader's, by id. */
  tag: z.uuid().optional().catch(undefined),
})

export type TradeFilter = z.output<typeof TradeFilter>

/**
 * The condition on "Trade", owner first. Days are calendar days of the trader's zone and count by
 * the closing.
 */
export function tradeCondition(actor: Actor, filter: TradeFilter): Prisma.Sql {
  const { account, symbol, direction, from, to, tag } = filter
  const conditions = [inCountedAccounts(actor, account)]
  if (symbol) conditions.push(Prisma.sql`"symbol" = ${symbol}`)
  if (direction) conditions.push(Prisma.sql`"direction" = ${direction}::"Direction"`)
  if (from)
    conditions.push(Prisma.sql`"closedAt" >= ${startOfDay(from, actor.timeZone)}::timestamptz`)
  if (to)
    conditions.push(
      Prisma.sql`"closedAt" < ${startOfDay(addDays(to, 1), actor.timeZone)}::timestamptz`,
    )
  if (tag)
    conditions.push(Prisma.sql`"Trade"."id" IN (
      SELECT n."tradeId" FROM "TradeNote" n JOIN "TradeTag" t ON t."noteId" = n."id"
      WHERE n."userId" = ${actor.userId}::uuid AND t."tagId" = ${tag}::uuid)`)
  return Prisma.join(conditions, ' AND ')
}
