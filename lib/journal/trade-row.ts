import type { Prisma } from '@/lib/db/generated/client'
import type { MoneyView } from '@/lib/domain/views/money'
import type { TradeRowView } from '@/lib/domain/views/trades'
import { type LoadedNote, noteView } from '@/lib/notes/note-view'
import { accountView } from './account-view'
import { moneyView } from './money-view'

export type LoadedTrade = Prisma.TradeGetPayload<{ include: { account: true } }>

/** A trade as every list of trades shows it. */
export function tradeRow(trade: LoadedTrade, note: LoadedNote | null): TradeRowView {
  const { account } = trade
  const money = moneyOf(trade)
  const { tags, rating, text } = noteView(note, account.moneyDigits)
  return {
    id: trade.id,
    accountId: trade.accountId,
    accountName: accountView(account).name,
    symbol: trade.symbol,
    direction: trade.direction,
    closed: trade.closed,
    openedAt: trade.openedAt?.toISOString() ?? null,
    closedAt: trade.closedAt.toISOString(),
    lots: trade.quantityUnit === 'lots' ? trade.quantity.toFixed() : null,
    entryPrice: averagePrice(trade.entryPrice, trade.priceDigits),
    exitPrice: averagePrice(trade.exitPrice, trade.priceDigits),
    priceDigits: trade.priceDigits,
    pips: trade.pips?.toFixed(1) ?? null,
    gross: money(trade.gross),
    commission: money(trade.commission),
    swap: money(trade.swap),
    net: moneyView(trade.net.toFixed(), trade.currency, account.moneyDigits),
    closingDeals: trade.closingDeals,
    source: trade.source.toLowerCase() as TradeRowView['source'],
    tags,
    rating,
    noteStart: text === '' ? null : text.slice(0, NOTE_START),
  }
}

const NOTE_START = 140

/** Amounts of one trade, in its account's currency and decimals. */
export function moneyOf({ currency, account }: LoadedTrade) {
  return (amount: { toFixed(): string } | null): MoneyView | null =>
    amount === null ? null : moneyView(amount.toFixed(), currency, account.moneyDigits)
}

/** The average of several executions falls between two quotes: one digit more than a quote has is enough. */
function averagePrice(price: Prisma.Decimal, quoteDigits: number): string {
  return price.toDecimalPlaces(quoteDigits + 1).toFixed()
}
