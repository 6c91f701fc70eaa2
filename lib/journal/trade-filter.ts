import { z } from 'zod'
import { Prisma } from '@/lib/db/generated/client'
import type { Actor } from '@/lib/identity/sessions'

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'A day is written as 2026-07-14.')
  .refine((text) => !Number.isNaN(Date.parse(text)), 'There is no such day.')

/** The one filter of every journal screen, as it stands in the address. */
export const TradeFilter = z.object({
  account: z.uuid().optional().catch(undefined),
  symbol: z.string().max(60).optional(),
  from: day.optional(),
  to: day.optional(),
})

export type TradeFilter = z.output<typeof TradeFilter>

/**
 * The condition on "Trade", owner first. Days are calendar days of the trader's zone and count by
 * the closing.
 */
export function tradeCondition(actor: Actor, filter: TradeFilter): Prisma.Sql {
  const { account, symbol, from, to } = filter
  const conditions = [Prisma.sql`"userId" = ${actor.userId}::uuid`]
  if (account) conditions.push(Prisma.sql`"accountId" = ${account}::uuid`)
  if (symbol) conditions.push(Prisma.sql`"symbol" = ${symbol}`)
  if (from) conditions.push(Prisma.sql`"closedAt" >= ${startOfDay(from, actor.timeZone)}`)
  if (to)
    conditions.push(Prisma.sql`"closedAt" < ${startOfDay(to, actor.timeZone)} + interval '1 day'`)
  return Prisma.join(conditions, ' AND ')
}

/** Local midnight as an instant. */
function startOfDay(calendarDay: string, timeZone: string): Prisma.Sql {
  return Prisma.sql`(${calendarDay}::timestamp AT TIME ZONE ${timeZone})`
}
