import { Prisma } from '@/lib/db/generated/client'
import type { Slice } from '@/lib/domain/statistics/slices'
import { type Days, wholeMonths } from '@/lib/domain/whole-months'
import type { Actor } from '@/lib/identity/sessions'
import { freshDays } from '@/lib/ledger/daily-results'
import { freshMonths, MONTHLY_COLUMNS, sliceColumn } from '@/lib/ledger/monthly-results'
import { type TradeFilter, tradeCondition } from './trade-filter'
import { inCountedAccounts } from './visible-accounts'

// Where the results of the trades that a filter leaves are read from. What is kept answers by account,
// period, symbol and direction; of a tag, which a trader gives to some trades by hand, the same rows
// are derived from those trades by the SELECT that the kept ones come from.

/** FROM and WHERE for the days of "DailyResult" that a filter leaves, owner first. */
export function fromDays(actor: Actor, filter: TradeFilter): Prisma.Sql {
  if (filter.tag)
    return Prisma.sql`FROM (${freshDays(tradeCondition(actor, filter))}) AS "DailyResult" WHERE true`
  const { from, to } = filter
  const conditions = [keptCondition(actor, filter)]
  if (from) conditions.push(Prisma.sql`"day" >= ${from}::date`)
  if (to) conditions.push(Prisma.sql`"day" <= ${to}::date`)
  return Prisma.sql`FROM "DailyResult" WHERE ${Prisma.join(conditions, ' AND ')}`
}

/**
 * The same for one slice of "MonthlyResult". Of a month that the period covers in part, the rows are
 * derived from the trades of those days.
 */
export function fromMonths(actor: Actor, filter: TradeFilter, slice: Slice): Prisma.Sql {
  const fresh = (part: TradeFilter) => freshMonths(tradeCondition(actor, part), [slice])
  if (filter.tag) return Prisma.sql`FROM (${fresh(filter)}) AS "MonthlyResult" WHERE true`
  const { first, last, none, edges } = wholeMonths(filter)
  const parts = edges.map((edge: Days) => fresh({ ...filter, ...edge }))
  if (!none) {
    const conditions = [
      keptCondition(actor, filter),
      Prisma.sql`"slice" = ${sliceColumn(slice)}::"ResultSlice"`,
    ]
    if (first) conditions.push(Prisma.sql`"month" >= ${first}::date`)
    if (last) conditions.push(Prisma.sql`"month" <= ${last}::date`)
    parts.unshift(Prisma.sql`
      SELECT ${MONTHLY_COLUMNS} FROM "MonthlyResult" WHERE ${Prisma.join(conditions, ' AND ')}`)
  }
  if (parts.length === 0) return Prisma.sql`FROM "MonthlyResult" WHERE false`
  return Prisma.sql`FROM (${Prisma.join(parts, ' UNION ALL ')}) AS "MonthlyResult" WHERE true`
}

/** What both kinds of rows can be told apart by, besides the time. */
function keptCondition(actor: Actor, { account, symbol, direction }: TradeFilter): Prisma.Sql {
  const conditions = [inCountedAccounts(actor, account)]
  if (symbol) conditions.push(Prisma.sql`"symbol" = ${symbol}`)
  if (direction) conditions.push(Prisma.sql`"direction" = ${direction}::"Direction"`)
  return Prisma.join(conditions, ' AND ')
}
