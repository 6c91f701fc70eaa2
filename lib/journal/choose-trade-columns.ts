import { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import { TRADE_COLUMN_IDS } from '@/lib/domain/trade-columns'
import type { Actor } from '@/lib/identity/sessions'

export const TradeColumnChoice = z.object({
  /** None are the usual ones. */
  columns: z.array(z.enum(TRADE_COLUMN_IDS)).max(TRADE_COLUMN_IDS.length),
})

/** Which columns a trader chose for the list of trades. */
export async function chosenTradeColumns(
  db: Queryable,
  { actor }: { actor: Pick<Actor, 'userId'> },
): Promise<string[]> {
  const user = await db.user.findUnique({
    where: { id: actor.userId },
    select: { tradeColumns: true },
  })
  return user?.tradeColumns ?? []
}

export async function chooseTradeColumns(
  db: Queryable,
  { actor, columns }: { actor: Actor } & z.output<typeof TradeColumnChoice>,
): Promise<void> {
  await db.user.update({ where: { id: actor.userId }, data: { tradeColumns: columns } })
}
