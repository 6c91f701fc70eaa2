import { Decimal } from 'decimal.js'
import type { Page } from 'playwright/test'
import { z } from 'zod'
import type { Ledger } from './provider'

const Trades = z.object({
  after: z.string().nullable(),
  rows: z.array(
    z.object({
      id: z.string(),
      accountName: z.string(),
      symbol: z.string(),
      direction: z.enum(['LONG', 'SHORT']),
      closed: z.boolean(),
      closedAt: z.string(),
      net: z.object({ amount: z.string() }),
    }),
  ),
})

export type JournalTrade = z.output<typeof Trades>['rows'][number]

/** Every closed trade of the signed-in person, page by page as the screen would fetch them. */
export async function closedTrades(page: Page): Promise<JournalTrade[]> {
  const trades: JournalTrade[] = []
  for (let from = ''; ; ) {
    const response = await page.request.get(
      `/api/trades/rows?sort=closedAt&dir=asc&size=500${from}`,
    )
    const { rows, after } = Trades.parse(await response.json())
    trades.push(...rows)
    if (after === null) break
    from = `&after=${after}`
  }
  return trades.filter(({ closed }) => closed)
}

/** A trade of the journal and a position of the provider's ledger in one form, to compare. */
export function inJournal({ symbol, direction, closedAt, net }: JournalTrade): string {
  return `${closedAt} ${symbol} ${direction} ${cents(net.amount)}`
}

export function inLedger(position: Ledger['positions'][number]): string {
  const direction = position.direction === 'BUY' ? 'LONG' : 'SHORT'
  return `${position.closedAt} ${position.symbol} ${direction} ${cents(position.net)}`
}

function cents(amount: string): string {
  return new Decimal(amount).toFixed(2)
}
