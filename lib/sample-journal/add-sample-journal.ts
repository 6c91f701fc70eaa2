import { wish } from '@/lib/agenda/wish'
import type { Database } from '@/lib/db/client'
import { sampleExport } from '@/lib/domain/sample-export'
import type { Actor } from '@/lib/identity/sessions'
import { uploadImport } from '@/lib/imports/upload-import'
import { removeSampleJournal } from './remove-sample-journal'

type Sample = { accountId: string; importId: string }

/**
 * Gives a trader a sample to look at: an account of its own whose trades come by a file, like those of any other
 * account. Asked for again, it is the one that is there.
 */
export async function addSampleJournal(
  db: Database,
  { actor, now }: { actor: Actor; now: Date },
): Promise<Sample> {
  const { userId } = actor
  const deleted = { userId, sample: true, deletedAt: { not: null } }
  if ((await db.tradingAccount.count({ where: deleted })) > 0)
    await removeSampleJournal(db, { actor })
  await db.tradingAccount.createMany({
    data: {
      userId,
      source: 'FILE',
      name: 'Sample journal',
      currency: 'USD',
      simulated: true,
      sample: true,
    },
    skipDuplicates: true,
  })
  const { id: accountId } = await db.tradingAccount.findFirstOrThrow({
    where: { userId, sample: true },
    select: { id: true },
  })
  const earlier = await db.importFile.findFirst({
    where: { userId, accountId },
    select: { id: true },
  })
  const importId = earlier?.id ?? (await upload(db, { actor, accountId, now }))
  await db.$transaction(async (tx) => {
    const { count } = await tx.importFile.updateMany({
      where: { id: importId, userId, state: { in: ['READING', 'READY', 'FAILED'] } },
      data: { state: 'COMMITTING' },
    })
    if (count > 0) await wish(tx, 'import.commit', importId, now)
  })
  return { accountId, importId }
}

async function upload(
  db: Database,
  input: { actor: Actor; accountId: string; now: Date },
): Promise<string> {
  const bytes = Buffer.from(sampleExport(input.now))
  const { importId } = await uploadImport(db, { ...input, fileName: 'sample-journal.csv', bytes })
  return importId
}
