import { Prisma } from '@/lib/db/generated/client'
import type { Actor } from '@/lib/identity/sessions'
import type { TradeFilter } from './trade-filter'
import { inVisibleAccounts } from './visible-accounts'

/** The condition on "DailyResult" that leaves what `tradeCondition` leaves of "Trade", owner first. */
export function resultCondition(actor: Actor, filter: TradeFilter): Prisma.Sql {
  const { account, symbol, from, to } = filter
  const conditions = [inVisibleAccounts(actor, account)]
  if (symbol) conditions.push(Prisma.sql`"symbol" = ${symbol}`)
  if (from) conditions.push(Prisma.sql`"day" >= ${from}::date`)
  if (to) conditions.push(Prisma.sql`"day" <= ${to}::date`)
  return Prisma.join(conditions, ' AND ')
}
