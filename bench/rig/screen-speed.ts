import type { GrownJournal } from './grown-journal'
import { median } from './median'
import type { Ratio } from './ratio'
import { say } from './say'
import { scaled } from './scale'

/** What a screen asks the server for: its page, and what that page fetches. */
const SCREENS: Record<string, string[]> = {
  dashboard: ['/dashboard', '/api/dashboard'],
  calendar: ['/calendar', '/api/calendar?from=2025-02-24&to=2025-04-06'],
  calendarYear: ['/calendar', '/api/calendar?from=2024-12-30&to=2026-01-04'],
  reports: ['/reports', '/api/reports?by=symbol'],
  reportsByWeekday: ['/reports', '/api/reports?by=weekday'],
  trades: ['/trades', '/api/trades?size=100', '/api/journal/filters', '/api/tags'],
  tradesOfSymbol: ['/trades', '/api/trades?size=100&symbol=XAUUSD'],
  tradesByNet: ['/trades', '/api/trades?size=100&sort=net'],
  tradesByPips: ['/trades', '/api/trades?size=100&sort=pips'],
  tradesOfMonth: ['/trades', '/api/trades?size=100&from=2024-03-01&to=2024-03-31'],
}

const ROUNDS = Math.max(5, scaled(40))
const WARM_UP = 3

export type SignedIn = GrownJournal & { cookies: string }

/**
 * How long the server takes for each screen, with few trades, a hundred times and a thousand times as
 * many. Sizes take turns within every round, so that whatever the machine does meets all of them.
 */
export async function measureServer(
  baseUrl: string,
  [small, large, huge]: [SignedIn, SignedIn, SignedIn],
): Promise<Ratio[]> {
  const took = new Map<string, number[]>()
  for (let round = -WARM_UP; round < ROUNDS; round += 1)
    for (const [screen, paths] of Object.entries(SCREENS))
      for (const journal of turned([small, large, huge], round)) {
        const ms = await timeOf(baseUrl, paths, journal.cookies)
        if (round < 0) continue
        const key = `${screen} ${journal.trades}`
        took.set(key, [...(took.get(key) ?? []), ms])
      }
  return Object.keys(SCREENS).flatMap((screen) => {
    const of = ({ trades }: GrownJournal) => took.get(`${screen} ${trades}`) ?? []
    const p95 = percentile(of(huge), 0.95)
    say(
      `${screen}: ${[small, large, huge].map((each) => median(of(each)).toFixed(1)).join(' / ')} ms, ` +
        `p95 ${p95.toFixed(0)} ms at ${huge.trades} trades`,
    )
    return [
      {
        name: `screens.${screen}.growth`,
        value: median(of(large)) / median(of(small)),
        atMost: 1.5,
      },
      { name: `screens.${screen}.p95Ms`, value: p95, atMost: 200 },
    ]
  })
}

function turned<Item>(items: Item[], by: number): Item[] {
  const from = ((by % items.length) + items.length) % items.length
  return [...items.slice(from), ...items.slice(0, from)]
}

/** One after the other, each read to its end. */
async function timeOf(baseUrl: string, paths: string[], cookies: string): Promise<number> {
  const start = performance.now()
  for (const path of paths) {
    const answer = await fetch(`${baseUrl}${path}`, { headers: { cookie: cookies } })
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  }
  return performance.now() - start
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
