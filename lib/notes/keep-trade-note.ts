import { z } from 'zod'
import type { Database, Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { Actor } from '@/lib/identity/sessions'
import { ensureNotes, holdTrades, tidy } from './annotate'
import { assertUnchanged, noteText } from './note-text'

/** What is given is written; what is not stays as it is. */
export const TradeNoteChange = z.object({
  text: noteText.optional(),
  /** The text that was changed. When the note says something else by now, nothing is written. */
  was: noteText.optional(),
  rating: z.number().int().min(1).max(5).nullable().optional(),
  /** In the trade's currency; null takes it away. */
  risk: z
    .string()
    .regex(/^\d{1,15}(\.\d{1,8})?$/, 'A risk is written as 250 or 250.50.')
    .refine((risk) => /[1-9]/.test(risk), 'A risk is more than zero.')
    .nullable()
    .optional(),
})

/**
 * Writes what a trader thinks of a trade.
 * @throws AppError CONFLICT when the text was changed elsewhere meanwhile
 */
export async function keepTradeNote(
  db: Database,
  input: { actor: Actor; tradeId: string; change: z.output<typeof TradeNoteChange>; now: Date },
): Promise<void> {
  const { actor, tradeId, now } = input
  const { text, was, rating, risk } = input.change
  await db.$transaction(
    async (tx) => {
      await holdTrades(tx, actor, [tradeId])
      await ensureNotes(tx, [tradeId], now)
      if (text !== undefined && was !== undefined) await expectText(tx, { tradeId, was, text })
      const { currency } = await tx.trade.findUniqueOrThrow({ where: { id: tradeId } })
      const riskCurrency = risk === undefined ? undefined : risk === null ? null : currency
      await tx.tradeNote.update({
        where: { tradeId, userId: actor.userId },
        data: { text, rating, risk, riskCurrency, updatedAt: now },
      })
      await tidy(tx, actor)
    },
    { timeout: WAIT_FOR_A_REBUILD_MS },
  )
}

async function expectText(
  tx: Transaction,
  { tradeId, was, text }: { tradeId: string; was: string; text: string },
): Promise<void> {
  const [stored] = await tx.$queryRaw<{ text: string }[]>(Prisma.sql`
    SELECT "text" FROM "TradeNote" WHERE "tradeId" = ${tradeId}::uuid FOR UPDATE`)
  assertUnchanged(stored?.text ?? '', { was, text })
}

/** An import that rewrites this very trade is waited for. */
const WAIT_FOR_A_REBUILD_MS = 30_000
