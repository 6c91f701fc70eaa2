import { z } from 'zod'
import type { Database } from '@/lib/db/client'
import { maskNumbers } from '@/lib/domain/support/last-digits'
import type { BalanceView } from '@/lib/domain/views/balance'
import type { LookInOverview, LookInTradesView } from '@/lib/domain/views/look-in'
import type { TradeView } from '@/lib/domain/views/trade'
import type { TradeRowView } from '@/lib/domain/views/trades'
import type { Actor } from '@/lib/identity/sessions'
import { balanceStatement } from '@/lib/journal/balance-statement'
import { journalFilters } from '@/lib/journal/journal-filters'
import { listTrades } from '@/lib/journal/list-trades'
import { reconciliation } from '@/lib/journal/reconciliation'
import { showTrade, TradeListing } from '@/lib/journal/show-trade'
import { TradePageQuery } from '@/lib/journal/trade-page'
import { lookInto } from './look-into'

type Asked = { actor: Actor; lookInId: string; now: Date }

/** Notes, tags, ratings and risks are the trader's own words: a look-in does not show them. */
const NO_NOTES = { tags: [], rating: null, noteStart: null }

const PAGE_SIZE = 50

/** What a list in a look-in can be asked for: everything but tags, page by page. */
export const LookInTradesQuery = TradeListing.omit({ tag: true }).extend({
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
})

/** The accounts, what they add up to, and what the list of trades can be filtered by. */
export function lookAtOverview(db: Database, asked: Asked): Promise<LookInOverview> {
  return lookInto(db, { ...asked, look: 'overview' }, async (tx, trader) => {
    const accounts = await reconciliation(tx, trader)
    const { totals } = await listTrades(tx, { actor: trader, query: TradePageQuery.parse({}) })
    const filters = await journalFilters(tx, { actor: trader })
    const named = filters.accounts.map(({ id, name }) => ({ id, name }))
    return { answer: { accounts, totals, filters: { ...filters, accounts: named } } }
  })
}

export function lookAtTrades(
  db: Database,
  { query, ...asked }: Asked & { query: z.output<typeof LookInTradesQuery> },
): Promise<LookInTradesView> {
  return lookInto(db, { ...asked, look: 'trades' }, async (tx, trader) => {
    const { page, ...listing } = query
    const part = { ...listing, at: (page - 1) * PAGE_SIZE, size: PAGE_SIZE }
    const list = await listTrades(tx, { actor: trader, query: part })
    const rows = list.rows.map((row) => ({ ...row, ...NO_NOTES }))
    const accountName = query.account ? rows[0]?.accountName : undefined
    return {
      answer: { ...list, rows, page, pageSize: PAGE_SIZE },
      of: filterInWords(query, accountName),
    }
  })
}

export function lookAtTrade(
  db: Database,
  { tradeId, ...asked }: Asked & { tradeId: string },
): Promise<TradeView> {
  return lookInto(db, { ...asked, look: 'trade' }, async (tx, trader) => {
    const listing = TradeListing.parse({})
    const trade = await showTrade(tx, { actor: trader, tradeId, listing })
    const note = { text: '', rating: null, risk: null, tags: [] }
    const answer = { ...trade, ...NO_NOTES, riskMultiple: null, note: { ...trade.note, ...note } }
    return { answer, of: tradeInWords(trade) }
  })
}

export function lookAtBalance(
  db: Database,
  { accountId, page, ...asked }: Asked & { accountId: string; page: number },
): Promise<BalanceView> {
  return lookInto(db, { ...asked, look: 'balance' }, async (tx, trader) => {
    const answer = await balanceStatement(tx, { actor: trader, accountId, page, show: 'all' })
    return { answer, of: maskNumbers(answer.account.name) }
  })
}

function filterInWords(
  { symbol, direction, from, to, page }: z.output<typeof LookInTradesQuery>,
  accountName: string | undefined,
): string | undefined {
  const parts = [
    accountName && maskNumbers(accountName),
    symbol,
    direction?.toLowerCase(),
    from && `from ${from}`,
    to && `to ${to}`,
    page > 1 && `page ${page}`,
  ].filter((part) => typeof part === 'string')
  return parts.length > 0 ? parts.join(', ') : undefined
}

function tradeInWords({ symbol, direction, closedAt }: TradeRowView): string {
  return `${symbol} ${direction === 'LONG' ? 'long' : 'short'}, closed ${closedAt.slice(0, 10)}`
}
