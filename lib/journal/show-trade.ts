import type { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import type { Deal, Prisma } from '@/lib/db/generated/client'
import { Dec } from '@/lib/domain/decimal'
import { riskMultiple } from '@/lib/domain/risk-multiple'
import type { ExecutionView, TradeView } from '@/lib/domain/views/trade'
import { notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { noteParts, noteView } from '@/lib/notes/note-view'
import { TradeFilter, tradeCondition } from './trade-filter'
import { neighboursInOrder, TradeOrder } from './trade-order'
import { type LoadedTrade, moneyOf, tradeRow } from './trade-row'
import { visibleAccounts } from './visible-accounts'

/** The listing a trade was opened from: its neighbours are those of that listing. */
export const TradeListing = TradeFilter.extend(TradeOrder.shape)

/** Everything about one trade: the executions inside its position and what the trader added. */
export async function showTrade(
  db: Queryable,
  input: { actor: Actor; tradeId: string; listing: z.output<typeof TradeListing> },
): Promise<TradeView> {
  const { actor, tradeId, listing } = input
  const trade = await db.trade.findFirst({
    where: { id: tradeId, userId: actor.userId, account: visibleAccounts(actor) },
    include: { account: true },
  })
  if (!trade) throw notFound('trade')
  const note = await db.tradeNote.findFirst({
    where: { tradeId, userId: actor.userId },
    include: noteParts,
  })
  const { openedAt, closedAt } = trade
  const multiple = riskMultiple(dec(trade.net), riskOf(note, trade.currency))
  return {
    ...tradeRow(trade, note),
    conversionFee: moneyOf(trade)(trade.conversionFee),
    heldSeconds: openedAt && Math.round((closedAt.getTime() - openedAt.getTime()) / 1_000),
    riskMultiple: multiple?.toDecimalPlaces(2).toFixed() ?? null,
    executions: await executions(db, trade),
    note: noteView(note, trade.account.moneyDigits),
    ...(await neighboursInOrder(db, {
      tradeId,
      condition: tradeCondition(actor, listing),
      order: listing,
    })),
  }
}

function dec(value: Prisma.Decimal): Dec {
  return new Dec(value.toFixed())
}

type Risk = { risk: Prisma.Decimal | null; riskCurrency: string | null }

/** A risk typed in for another currency is no risk of this net. */
function riskOf(note: Risk | null, currency: string): Dec | null {
  return note?.risk && note.riskCurrency === currency ? dec(note.risk) : null
}

async function executions(db: Queryable, trade: LoadedTrade): Promise<ExecutionView[]> {
  const order = [
    { executedAt: 'asc' },
    { dealId: 'asc' },
    { occurrence: 'asc' },
  ] satisfies Prisma.DealOrderByWithRelationInput[]
  const deals = await db.deal.findMany({ where: { tradeId: trade.id }, orderBy: order })
  const turned = await turningDeal(db, trade)
  const views = deals.map((deal) => executionView(trade, deal))
  return turned ? [turned, ...views] : views
}

/** A netted position that was turned round was opened by the rest of the deal that closed the other side. */
async function turningDeal(db: Queryable, trade: LoadedTrade): Promise<ExecutionView | null> {
  if (!trade.openedAt) return null
  const deal = await db.deal.findFirst({
    where: {
      accountId: trade.accountId,
      positionKey: trade.positionKey,
      executedAt: trade.openedAt,
      side: trade.direction === 'LONG' ? 'BUY' : 'SELL',
      closedVolume: { not: null },
      tradeId: { not: trade.id },
    },
  })
  if (!deal?.volume || deal.closedVolume === null || deal.volume <= deal.closedVolume) return null
  const rest = new Dec((deal.volume - deal.closedVolume).toString()).dividedBy(
    deal.volume.toString(),
  )
  return {
    ...executionView(trade, deal),
    part: 'entry',
    lots: deal.quantityUnit === 'lots' ? dec(deal.quantity).times(rest).toFixed() : null,
    commission: null,
    swap: null,
    gross: null,
    turnedPosition: true,
  }
}

function executionView(trade: LoadedTrade, deal: Deal): ExecutionView {
  const money = moneyOf(trade)
  const isExit = deal.net !== null
  const quantity = isExit ? (deal.closedQuantity ?? deal.quantity) : deal.quantity
  return {
    id: deal.id,
    at: deal.executedAt.toISOString(),
    part: isExit ? 'exit' : 'entry',
    side: deal.side,
    lots: deal.quantityUnit === 'lots' ? quantity.toFixed() : null,
    price: deal.price.toFixed(),
    commission: money(deal.commission ?? deal.closingCommission),
    swap: money(deal.swap),
    gross: money(deal.gross),
    turnedPosition: false,
    label: deal.label,
    comment: deal.comment,
  }
}
