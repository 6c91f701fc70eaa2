import { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import { type Dec, sum } from '@/lib/domain/decimal'
import { cumulative } from '@/lib/domain/statistics/cumulative'
import type { AccountMoney } from '@/lib/domain/statistics/sample'
import type { CurrencyFigures, DashboardView, MoneyMove } from '@/lib/domain/views/dashboard'
import type { Actor } from '@/lib/identity/sessions'
import { accountMoney } from './account-money'
import { dashboardFigures } from './dashboard-figures'
import { freshness } from './freshness'
import { hasTrades } from './has-trades'
import { moneyMoves } from './money-moves'
import { moneyView } from './money-view'
import { reconciliation } from './reconciliation'
import { BASES } from './result-sums'
import { type ResultOfDay, resultsByDay, tallyOfDays } from './results-by-day'
import { TradeFilter } from './trade-filter'

export const DashboardQuery = TradeFilter.extend({ basis: z.enum(BASES).catch('net') })

/**
 * The figures of the closed trades a filter leaves, per currency: currencies are never added. They
 * come from daily results; no trade is read.
 */
export async function dashboard(
  db: Queryable,
  { actor, query }: { actor: Actor; query: z.output<typeof DashboardQuery> },
): Promise<DashboardView> {
  const { basis, ...filter } = query
  const [results, money, moves, badges, fresh, connections, anyTrades] = await Promise.all([
    resultsByDay(db, { actor, filter, basis }),
    basis === 'net' ? accountMoney(db, { actor, filter }) : new Map<string, AccountMoney>(),
    moneyMoves(db, { actor, filter }),
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
    hasTrades(db, actor),
  ])
  const currencies = [...results].map(([currency, days]) =>
    figuresOf(currency, days, {
      money: money.get(currency) ?? null,
      moves: moves.get(currency) ?? [],
    }),
  )
  return {
    basis,
    currencies: currencies.sort(
      (a, b) => b.trades - a.trades || (a.currency < b.currency ? -1 : 1),
    ),
    reconciliation: badges,
    timeZone: actor.timeZone,
    freshness: fresh,
    hasConnections: connections > 0,
    hasTrades: anyTrades,
  }
}

function figuresOf(
  currency: string,
  days: ResultOfDay[],
  { money, moves }: { money: AccountMoney | null; moves: MoneyMove[] },
): CurrencyFigures {
  const { trades, wins, losses, scratches } = tallyOfDays(days)
  const amount = (value: Dec) => moneyView(value.toFixed(), currency)
  const traded = days.filter((day) => day.trades > 0)
  return {
    currency,
    digits: moneyView(0, currency).digits,
    trades,
    wins,
    losses,
    scratches,
    figures: dashboardFigures(days, money),
    curve: cumulative(traded.map(({ day, result, trades }) => ({ day, net: result, trades }))).map(
      ({ day, net, cumulative, trades }) => ({
        day,
        net: net.toFixed(),
        cumulative: cumulative.toFixed(),
        trades,
      }),
    ),
    moves,
    costs: amount(sum(days.map((day) => day.costs))),
    leftOut: {
      openPositions: days.reduce((count, { openPositions }) => count + openPositions, 0),
      realised: amount(sum(days.map(({ openNet }) => openNet))),
    },
  }
}
