import type { Database } from '@/lib/db/client'
import type { Actor } from '@/lib/identity/sessions'
import { lockAccount } from '@/lib/ledger/lock-account'
import { tidy } from '@/lib/notes/annotate'

/** Takes the sample away for good, with what was written about its trades. Nobody's trades are lost by it. */
export async function removeSampleJournal(
  db: Database,
  { actor }: { actor: Actor },
): Promise<void> {
  const own = { userId: actor.userId, sample: true }
  await db.$transaction(async (tx) => {
    const sample = await tx.tradingAccount.findFirst({ where: own, select: { id: true } })
    if (!sample) return
    await lockAccount(tx, sample.id)
    await tx.run.deleteMany({ where: { accountId: sample.id, userId: actor.userId } })
    await tx.tradeNote.deleteMany({ where: { accountId: sample.id, userId: actor.userId } })
    await tx.tradingAccount.deleteMany({ where: { id: sample.id, ...own } })
    await tidy(tx, actor)
  })
}
