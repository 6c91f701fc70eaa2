import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { Actor } from '@/lib/identity/sessions'
import { accountView } from '@/lib/journal/account-view'
import { type TradeFilter, tradeCondition } from '@/lib/journal/trade-filter'
import { visibleAccounts } from '@/lib/journal/visible-accounts'
import { BOM, csvLine } from './csv'

const TRADES_AT_ONCE = 500

const HEADERS = [
  'Account',
  'Symbol',
  'Direction',
  'Opened (UTC)',
  'Closed (UTC)',
  'Quantity',
  'Unit',
  'Entry price',
  'Exit price',
  'Pips',
  'Gross',
  'Commission',
  'Swap',
  'Conversion fee',
  'Net',
  'Currency',
  'Closing deals',
  'Fully closed',
  'Position ID',
  'Source',
]

const SOURCES = { SYNC: 'cTrader', FILE: 'File', BOTH: 'cTrader and file' } as const

/** A trader's trades as CSV, oldest first, as far as the filter lets them through. */
export async function* exportTrades(
  db: Queryable,
  { actor, filter }: { actor: Actor; filter: TradeFilter },
): AsyncGenerator<string> {
  const accounts = await db.tradingAccount.findMany({ where: visibleAccounts(actor) })
  const names = new Map(accounts.map((account) => [account.id, accountView(account).name]))
  const condition = tradeCondition(actor, filter)
  yield BOM + csvLine(HEADERS)
  let after = Prisma.empty
  for (;;) {
    const ids = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
      SELECT "id" FROM "Trade" WHERE ${condition} ${after}
      ORDER BY "closedAt", "id" LIMIT ${TRADES_AT_ONCE}`)
    const trades = await db.trade.findMany({
      where: { id: { in: ids.map(({ id }) => id) }, userId: actor.userId },
      orderBy: [{ closedAt: 'asc' }, { id: 'asc' }],
    })
    if (trades.length > 0) yield trades.map((trade) => toLine(trade, names)).join('')
    const last = trades.at(-1)
    if (!last) return
    after = Prisma.sql`AND ("closedAt", "id") > (${last.closedAt}::timestamptz, ${last.id}::uuid)`
  }
}

function toLine(
  trade: Prisma.TradeGetPayload<Record<never, never>>,
  names: ReadonlyMap<string, string>,
): string {
  return csvLine([
    names.get(trade.accountId) ?? '',
    trade.symbol,
    trade.direction === 'LONG' ? 'Long' : 'Short',
    trade.openedAt?.toISOString() ?? null,
    trade.closedAt.toISOString(),
    trade.quantity.toFixed(),
    trade.quantityUnit,
    trade.entryPrice.toFixed(),
    trade.exitPrice.toFixed(),
    trade.pips?.toFixed() ?? null,
    trade.gross?.toFixed() ?? null,
    trade.commission?.toFixed() ?? null,
    trade.swap?.toFixed() ?? null,
    trade.conversionFee?.toFixed() ?? null,
    trade.net.toFixed(),
    trade.currency,
    String(trade.closingDeals),
    trade.closed ? 'Yes' : 'No',
    trade.positionId?.toString() ?? null,
    SOURCES[trade.source],
  ])
}
