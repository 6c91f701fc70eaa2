import type { Page } from 'playwright/test'
import { z } from 'zod'

const Trades = z.object({
  total: z.number(),
  rows: z.array(
    z.object({
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
  for (let number = 1; ; number += 1) {
    const response = await page.request.get(`/api/trades?sort=closedAt&dir=asc&page=${number}`)
    const { rows, total } = Trades.parse(await response.json())
    trades.push(...rows)
    if (rows.length === 0 || trades.length >= total) break
  }
  return trades.filter(({ closed }) => closed)
}
