import { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import type { TradePageView } from '@/lib/domain/views/trades'
import { AppError } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { noteParts } from '@/lib/notes/note-view'
import { text } from '@/lib/text'
import { cursorOf, placeOf } from './trade-cursor'
import { TradeFilter, tradeCondition } from './trade-filter'
import { TradeOrder, type TradePlace, tradesOnTheWay } from './trade-order'
import { tradesAt } from './trade-position'
import { tradeRow } from './trade-row'

export const MOST_TRADES = 500

/** A part of a list: beyond a cursor of it, or at a position, counted from zero. */
export const TradePageQuery = TradeFilter.extend(TradeOrder.shape).extend({
  after: text(1_000).optional(),
  before: text(1_000).optional(),
  at: z.coerce.number().int().min(0).max(100_000_000).default(0).catch(0),
  size: z.coerce.number().int().min(1).max(MOST_TRADES).default(100).catch(100),
})

export type TradePageQuery = z.output<typeof TradePageQuery>

/** Trades of a list in its order. Cursors stay where they are while trades come and go. */
export async function tradePage(
  db: Queryable,
  { actor, query }: { actor: Actor; query: TradePageQuery },
): Promise<TradePageView> {
  const { sort, size } = query
  const upwards = query.before !== undefined && query.after === undefined
  // One more than asked for tells whether there is more.
  const found = await placesOf(db, { actor, query, limit: size + 1 })
  const places = found.slice(0, size)
  if (upwards) places.reverse()
  const hasMore = found.length > size
  const [first, last] = [places[0], places.at(-1)]
  const fromTop = query.before === undefined && query.after === undefined && query.at === 0
  return {
    rows: await rowsOf(db, actor, places),
    before: first && (upwards ? hasMore : !fromTop) ? cursorOf(first, sort) : null,
    after: last && (upwards || hasMore) ? cursorOf(last, sort) : null,
  }
}

function placesOf(
  db: Queryable,
  { actor, query, limit }: { actor: Actor; query: TradePageQuery; limit: number },
): Promise<TradePlace[]> {
  const cursor = query.after ?? query.before
  const order = { sort: query.sort, dir: query.dir }
  const filter = TradeFilter.parse(query)
  if (cursor === undefined) return tradesAt(db, { actor, filter, order, position: query.at, limit })
  const from = placeOf(cursor, query.sort)
  if (!from) throw new AppError('BAD_INPUT', 'This cursor is none of this list.')
  const condition = tradeCondition(actor, filter)
  const forwards = query.after !== undefined
  return tradesOnTheWay(db, { condition, order, from, forwards, limit })
}

async function rowsOf(db: Queryable, actor: Actor, places: TradePlace[]) {
  const of = { in: places.map(({ id }) => id) }
  const [trades, notes] = await Promise.all([
    db.trade.findMany({ where: { id: of, userId: actor.userId }, include: { account: true } }),
    db.tradeNote.findMany({ where: { userId: actor.userId, tradeId: of }, include: noteParts }),
  ])
  const byId = new Map(trades.map((trade) => [trade.id, trade]))
  const noteOf = new Map(notes.map((note) => [note.tradeId, note]))
  return places.flatMap(({ id }) => {
    const trade = byId.get(id)
    return trade ? [tradeRow(trade, noteOf.get(id) ?? null)] : []
  })
}
