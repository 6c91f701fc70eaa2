import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { Dec } from '@/lib/domain/decimal'
import { cumulative } from '@/lib/domain/statistics/cumulative'
import { figureOf } from '@/lib/domain/statistics/figures'
import { NO_LOSSES } from '@/lib/domain/statistics/reasons'
import { EMPTY_TALLY, type Tally } from '@/lib/domain/statistics/tally'
import type { CurrencyFigures, DashboardView } from '@/lib/domain/views/dashboard'
import type { Actor } from '@/lib/identity/sessions'
import { freshness } from './freshness'
import { moneyView } from './money-view'
import { reconciliation } from './reconciliation'
import { type TradeFilter, tradeCondition } from './trade-filter'
import { visibleAccounts } from './visible-accounts'

type SumRow = {
  currency: string
  trades: number
  wins: number
  losses: number
  won: string
  lost: string
  net: string
  openPositions: number
  openRealised: string
}
type DayRow = { currency: string; day: string; net: string; trades: number }

/** The figures of the closed trades a filter leaves, per currency: currencies are never added. */
export async function dashboard(
  db: Queryable,
  { actor, filter }: { actor: Actor; filter: TradeFilter },
): Promise<DashboardView> {
  const condition = tradeCondition(actor, filter)
  const [sums, days, badges, fresh, connections] = await Promise.all([
    db.$queryRaw<SumRow[]>(Prisma.sql`
      SELECT "currency",
        count(*) FILTER (WHERE "closed")::int AS "trades",
        count(*) FILTER (WHERE "closed" AND "net" > 0)::int AS "wins",
        count(*) FILTER (WHERE "closed" AND "net" < 0)::int AS "losses",
        coalesce(sum("net") FILTER (WHERE "closed" AND "net" > 0), 0)::text AS "won",
        coalesce(sum("net") FILTER (WHERE "closed" AND "net" < 0), 0)::text AS "lost",
        coalesce(sum("net") FILTER (WHERE "closed"), 0)::text AS "net",
        count(*) FILTER (WHERE NOT "closed")::int AS "openPositions",
        coalesce(sum("net") FILTER (WHERE NOT "closed"), 0)::text AS "openRealised"
      FROM "Trade" WHERE ${condition} GROUP BY "currency" ORDER BY count(*) DESC`),
    db.$queryRaw<DayRow[]>(Prisma.sql`
      SELECT "currency", to_char("closedAt" AT TIME ZONE ${actor.timeZone}, 'YYYY-MM-DD') AS "day",
        sum("net")::text AS "net", count(*)::int AS "trades"
      FROM "Trade" WHERE ${condition} AND "closed" GROUP BY 1, 2 ORDER BY 2`),
    reconciliation(db, actor, filter.account),
    freshness(db, actor, filter.account),
    db.connection.count({
      where: {
        userId: actor.userId,
        mergedIntoId: null,
        repairsId: null,
        completedAt: { not: null },
      },
    }),
  ])
  return {
    currencies: sums.map((row) =>
      figures(
        row,
        days.filter(({ currency }) => currency === row.currency),
      ),
    ),
    reconciliation: badges,
    timeZone: actor.timeZone,
    freshness: fresh,
    hasConnections: connections > 0,
    hasTrades:
      sums.length > 0 ||
      (await db.trade.count({
        where: { userId: actor.userId, account: visibleAccounts(actor) },
        take: 1,
      })) > 0,
  }
}

function figures(row: SumRow, days: DayRow[]): CurrencyFigures {
  const { currency, trades, wins, losses } = row
  const scratches = trades - wins - losses
  const [won, lost] = [new Dec(row.won), new Dec(row.lost)]
  const tally: Tally = { ...EMPTY_TALLY, trades, wins, losses, scratches, won, lost }
  const factor = figureOf('profitFactor').ofTally(tally)
  const money = (amount: string) => moneyView(new Dec(amount).toFixed(), currency)
  return {
    currency,
    digits: 2,
    netProfit: money(row.net),
    trades,
    wins,
    losses,
    scratches,
    winRate: figureOf('winRate').ofTally(tally).value?.toFixed(4) ?? null,
    profitFactor: factor.value?.toFixed(2) ?? (factor.reason === NO_LOSSES ? 'infinite' : null),
    curve: cumulative(days.map((day) => ({ ...day, net: new Dec(day.net) }))).map((day) => ({
      day: day.day,
      net: day.net.toFixed(),
      cumulative: day.cumulative.toFixed(),
      trades: day.trades,
    })),
    leftOut: { openPositions: row.openPositions, realised: money(row.openRealised) },
  }
}
