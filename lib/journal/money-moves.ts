import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { MOVED_OPERATIONS } from '@/lib/domain/cash-operation'
import { Dec } from '@/lib/domain/decimal'
import { groupBy } from '@/lib/domain/group-by'
import type { MoneyMove } from '@/lib/domain/views/dashboard'
import type { Actor } from '@/lib/identity/sessions'
import type { TradeFilter } from './trade-filter'
import { visibleAccount } from './visible-accounts'

type Row = { currency: string; day: string; amount: string }

/**
 * What the trader paid in and took out day by day, per currency; none where a filter takes a part of
 * an account, because no money is moved into a symbol.
 */
export async function moneyMoves(
  db: Queryable,
  { actor, filter }: { actor: Actor; filter: TradeFilter },
): Promise<Map<string, MoneyMove[]>> {
  const { account, from, to, symbol, direction, tag } = filter
  if (symbol || direction || tag) return new Map()
  const accounts = await db.tradingAccount.findMany({
    where: visibleAccount(actor, account),
    select: { id: true },
  })
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT "currency", "day"::text AS "day", sum("delta")::text AS "amount" FROM (
      SELECT a."currency", f."delta", (f."at" AT TIME ZONE ${actor.timeZone})::date AS "day"
      FROM "CashFlow" f JOIN "TradingAccount" a ON a."id" = f."accountId"
      WHERE f."accountId" = ANY(${accounts.map(({ id }) => id)}::uuid[])
        AND f."operation" = ANY(${MOVED_OPERATIONS}::text[])
        AND a."currency" IS NOT NULL) AS "moved"
    WHERE (${from ?? null}::date IS NULL OR "day" >= ${from ?? null}::date)
      AND (${to ?? null}::date IS NULL OR "day" <= ${to ?? null}::date)
    GROUP BY 1, 2, sign("delta") ORDER BY 2, 3`)
  return new Map(
    [...groupBy(rows, ({ currency }) => currency)].map(([currency, moves]) => [
      currency,
      moves.map(({ day, amount }) => ({ day, amount: new Dec(amount).toFixed() })),
    ]),
  )
}
