import type { Database } from '@/lib/db/client'
import { countWrongDays, rewriteAllDays } from './daily-results'
import { lockTrader } from './lock-trader'

export type Rebuilt = { traders: number; rows: number; differed: number }

const LIMIT_MS = 30 * 60_000

/** Derives every trader's daily results anew, one trader after the other while the system runs. */
export async function rebuildDailyResults(db: Database): Promise<Rebuilt> {
  const rebuilt: Rebuilt = { traders: 0, rows: 0, differed: 0 }
  const traders = await db.user.findMany({ select: { id: true }, orderBy: { id: 'asc' } })
  for (const { id } of traders) {
    const { differed, rows } = await db.$transaction(
      async (tx) => {
        await lockTrader(tx, id)
        const differed = await countWrongDays(tx, id)
        await rewriteAllDays(tx, id)
        return { differed, rows: await tx.dailyResult.count({ where: { userId: id } }) }
      },
      { timeout: LIMIT_MS },
    )
    rebuilt.traders += 1
    rebuilt.rows += rows
    rebuilt.differed += differed
  }
  return rebuilt
}
