import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { carryNotes } from './carry-notes'
import { restoreFile } from './record-file'
import { forgetResults } from './results'
import { rememberTrades } from './sightings'

/**
 * Moves what one account holds, which is filled by files alone, into another, which is the same
 * account at the broker. Its files then count there, and the deals follow by the rules by which a
 * sync and a file meet: the same id, the same row of a file, or the same figures. The provider's word
 * wins; a deal and a trade keep their ids unless they turn out to be ones that are there. What the
 * trader wrote about trades of either stays.
 *
 * The caller has locked both accounts.
 */
export async function joinLedgers(
  tx: Transaction,
  { from, into }: { from: string; into: string },
): Promise<void> {
  await rememberTrades(tx, Prisma.sql`s."accountId" = ${from}::uuid`)
  await tx.deal.deleteMany({ where: { accountId: from } })
  await tx.trade.deleteMany({ where: { accountId: from } })
  await forgetResults(tx, from)
  const files = await tx.importFile.findMany({
    where: { accountId: from, state: { in: ['DONE', 'UNDOING'] } },
    orderBy: [{ committedAt: 'asc' }, { id: 'asc' }],
    select: { id: true, runId: true },
  })
  await moveRows(tx, from, into)
  for (const { id, runId } of files)
    await restoreFile(tx, { accountId: into, runId: runId ?? id, importFileId: id })
  // Only now: before, a note could mistake an equal trade for its own, which was still to come.
  await tx.tradeNote.updateMany({ where: { accountId: from }, data: { accountId: into } })
  await carryNotes(tx, { accountId: into, tradeIds: null, heirs: new Map() })
}

async function moveRows(tx: Transaction, from: string, into: string): Promise<void> {
  const move = { where: { accountId: from }, data: { accountId: into } }
  await tx.importFile.updateMany(move)
  await tx.dealSighting.updateMany(move)
  await tx.$executeRaw(Prisma.sql`
    UPDATE "CashFlow" AS moved SET "accountId" = ${into}::uuid
    WHERE "accountId" = ${from}::uuid AND NOT EXISTS (
      SELECT 1 FROM "CashFlow" AS kept WHERE kept."accountId" = ${into}::uuid
        AND kept."balanceHistoryId" = moved."balanceHistoryId")`)
}
