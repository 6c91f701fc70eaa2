import { Prisma } from '@/lib/db/generated/client'
import type { Actor } from '@/lib/identity/sessions'
import { freshDays } from '@/lib/ledger/daily-results'
import { resultCondition } from './result-condition'
import { type TradeFilter, tradeCondition } from './trade-filter'

/**
 * FROM and WHERE for the days of "DailyResult" that a filter leaves, owner first. Of a tag, which a trader
 * gives to some trades by hand, the same rows are derived from those trades by the SELECT that the kept ones
 * come from.
 */
export function fromDays(actor: Actor, filter: TradeFilter): Prisma.Sql {
  if (filter.tag)
    return Prisma.sql`FROM (${freshDays(tradeCondition(actor, filter))}) AS "DailyResult" WHERE true`
  return Prisma.sql`FROM "DailyResult" WHERE ${resultCondition(actor, filter)}`
}
