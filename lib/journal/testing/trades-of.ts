import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type { Database } from '@/lib/db/client'
import type { Direction } from '@/lib/domain/deal'
import { Dec } from '@/lib/domain/decimal'
import type { ClosedTrade } from '@/lib/domain/statistics/closed-trade'
import type { Actor } from '@/lib/identity/sessions'
import { rewriteAllResults } from '@/lib/ledger/results'

const BEGIN = Date.UTC(2026, 1, 20, 6)
const MINUTE_MS = 60_000

export type MadeTrade = {
  symbol: string
  direction: Direction
  /** Minutes after 20 February 2026, 06:00 UTC, and how long it was held; null when not known. */
  closed: number
  held: number | null
  lots: string | null
  cents: number
  /** null where only the net is told. */
  costCents: number | null
  tagged: boolean
}

/** Across the summer times of New York and London, and the borders of months. */
export const madeTrade: fc.Arbitrary<MadeTrade> = fc.record({
  symbol: fc.constantFrom('EURUSD', 'XAUUSD'),
  direction: fc.constantFrom<Direction>('LONG', 'SHORT'),
  closed: fc.integer({ min: 0, max: 80 * 24 * 60 }),
  held: fc.option(fc.constantFrom(0, 1, 4, 5, 59, 60, 600, 1_440, 20_000), { freq: 6 }),
  lots: fc.option(fc.constantFrom('0.01', '0.05', '0.5', '12'), { freq: 6 }),
  cents: fc.integer({ min: -900, max: 900 }),
  costCents: fc.option(fc.constantFrom(0, -30), { freq: 6 }),
  tagged: fc.boolean(),
})

/** Puts these trades into an account and derives what they made; some of them get a tag. */
export async function makeTrades(
  db: Database,
  { userId }: Actor,
  { accountId, trades }: { accountId: string; trades: MadeTrade[] },
): Promise<{ tagId: string; made: ClosedTrade[] }> {
  const rows = trades.map((trade, index) => ({ id: randomUUID(), ...columns(trade, index) }))
  await db.trade.createMany({ data: rows.map((row) => ({ ...row, userId, accountId })) })
  const tag = await db.tag.create({
    data: { userId, name: 'Plan', key: randomUUID(), colour: 'teal' },
  })
  for (const [index, { id, ...row }] of rows.entries()) {
    if (!trades[index]?.tagged) continue
    const { positionKey, symbol, direction, closedAt, net } = row
    await db.tradeNote.create({
      data: {
        ...{ userId, accountId, tradeId: id, positionKey, symbol, direction, closedAt, net },
        tags: { create: { tagId: tag.id } },
      },
    })
  }
  await db.$transaction((tx) => rewriteAllResults(tx, userId))
  return { tagId: tag.id, made: rows.map(toClosedTrade) }
}

function columns(trade: MadeTrade, index: number) {
  const { symbol, direction, closed, held, lots, cents, costCents } = trade
  const closedAt = new Date(BEGIN + closed * MINUTE_MS)
  return {
    symbol,
    direction,
    closedAt,
    openedAt: held === null ? null : new Date(closedAt.getTime() - held * MINUTE_MS),
    positionKey: `made ${index}`,
    source: 'SYNC' as const,
    closed: true,
    quantity: lots ?? '1',
    quantityUnit: lots ? 'lots' : 'units',
    entryPrice: '1',
    exitPrice: '1',
    priceDigits: 5,
    currency: 'USD',
    net: amount(cents),
    gross: costCents === null ? null : amount(cents - costCents),
    commission: costCents === null ? null : amount(costCents),
    closingDeals: 1,
  }
}

function toClosedTrade(row: ReturnType<typeof columns>): ClosedTrade {
  const dec = (value: string | null) => (value === null ? null : new Dec(value))
  return {
    ...row,
    net: new Dec(row.net),
    gross: dec(row.gross),
    commission: dec(row.commission),
    swap: null,
    lots: row.quantityUnit === 'lots' ? new Dec(row.quantity) : null,
  }
}

function amount(cents: number): string {
  return new Dec(cents).dividedBy(100).toFixed()
}
