import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { Dec, sum } from '@/lib/domain/decimal'
import { groupBy } from '@/lib/domain/group-by'
import type { AccountMoney } from '@/lib/domain/statistics/sample'
import type { Actor } from '@/lib/identity/sessions'
import { fromDays } from './from-results'
import type { TradeFilter } from './trade-filter'
import { visibleAccount } from './visible-accounts'

type Held = { accountId: string; currency: string; before: string }
type Move = { accountId: string; day: string; amount: string }

const FIRST = '1970-01-01'
const LAST = '9999-12-31'

/**
 * What trades had made of the balances before a period, and the money moved until its end, per
 * currency; what was moved before counts as moved when the period begins. A
 * currency is absent where the history of one of its accounts is not known from its beginning to
 * the cent, and all are where the filter takes a part of an account: no balance is of one symbol, direction or tag.
 */
export async function accountMoney(
  db: Queryable,
  { actor, filter }: { actor: Actor; filter: TradeFilter },
): Promise<Map<string, AccountMoney>> {
  if (filter.symbol || filter.direction || filter.tag) return new Map()
  const { from, to } = filter
  const accounts = await db.tradingAccount.findMany({
    where: visibleAccount(actor, filter.account),
    select: { id: true, backfilledAt: true, historyLimitAt: true, breakAt: true },
  })
  const whole = accounts.filter(
    (each) => each.backfilledAt && !each.historyLimitAt && !each.breakAt,
  )
  const ids = whole.map(({ id }) => id)
  const until = { ...filter, from: undefined }
  const [held, moves] = await Promise.all([
    db.$queryRaw<Held[]>(Prisma.sql`
      SELECT "accountId", "currency",
        coalesce(sum("net" + "openNet") FILTER (WHERE "day" < ${from ?? FIRST}::date), 0)::text AS "before"
      ${fromDays(actor, until)} GROUP BY 1, 2`),
    db.$queryRaw<Move[]>(Prisma.sql`
      SELECT "accountId", sum("delta")::text AS "amount",
        greatest(("at" AT TIME ZONE ${actor.timeZone})::date, ${from ?? FIRST}::date)::text AS "day"
      FROM "CashFlow" WHERE "accountId" = ANY(${ids}::uuid[])
        AND ("at" AT TIME ZONE ${actor.timeZone})::date <= ${to ?? LAST}::date
      GROUP BY 1, 3 ORDER BY 3`),
  ])
  const money = new Map<string, AccountMoney>()
  for (const [currency, ofCurrency] of groupBy(held, (each) => each.currency)) {
    const held = new Set(ofCurrency.map(({ accountId }) => accountId))
    if (ids.filter((id) => held.has(id)).length < held.size) continue
    money.set(currency, {
      openingBalance: sum(ofCurrency.map((each) => new Dec(each.before))),
      moves: moves
        .filter(({ accountId }) => held.has(accountId))
        .map(({ day, amount }) => ({ at: new Date(`${day}T00:00:00Z`), amount: new Dec(amount) })),
    })
  }
  return money
}
