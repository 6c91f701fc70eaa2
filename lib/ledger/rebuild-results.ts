import type { Database } from '@/lib/db/client'
import { lockTrader } from './lock-trader'
import { countWrongResults, rewriteAllResults } from './results'

export type Rebuilt = { traders: number; rows: number; differed: number }

const LIMIT_MS = 30 * 60_000

/** Derives every trader's daily and monthly results anew, one trader after the other while the system runs. */
export async function rebuildResults(db: Database): Promise<Rebuilt> {
  const rebuilt: Rebuilt = { traders: 0, rows: 0, differed: 0 }
  const traders = await db.user.findMany({ select: { id: true }, orderBy: { id: 'asc' } })
  for (const { id } of traders) {
    const { differed, rows } = await db.$transaction(
      async (tx) => {
        await lockTrader(tx, id)
        const differed = await countWrongResults(tx, id)
        await rewriteAllResults(tx, id)
        const where = { userId: id }
        const days = await tx.dailyResult.count({ where })
        return { differed, rows: days + (await tx.monthlyResult.count({ where })) }
      },
      { timeout: LIMIT_MS },
    )
    rebuilt.traders += 1
    rebuilt.rows += rows
    rebuilt.differed += differed
  }
  return rebuilt
}
