import { z } from 'zod'
import { wish } from '@/lib/agenda/wish'
import type { Database } from '@/lib/db/client'
import type { ArchiveOutcome, ArchivesView, ArchiveView } from '@/lib/domain/views/archive'
import { AppError } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { text } from '@/lib/text'

export const MAX_ARCHIVE_BYTES = 256 * 1024 * 1024

export const BroughtArchive = z.object({
  name: text(255).trim().min(1, 'The file has no name.'),
})

/** Keeps an archive for the worker to read into this person's journal, which has to be empty. */
export async function bringArchive(
  db: Database,
  input: { actor: Actor; fileName: string; bytes: Buffer<ArrayBuffer>; now: Date },
): Promise<void> {
  const { actor, fileName, bytes, now } = input
  const { userId } = actor
  await db.$transaction(async (tx) => {
    if ((await tx.tradingAccount.count({ where: { userId, sample: false } })) > 0)
      throw new AppError('CONFLICT', 'This journal is not empty. An archive fills an empty one.')
    const { id } = await tx.journalArchive.create({
      data: { userId, fileName, sizeBytes: bytes.length, bytes, uploadedAt: now },
      select: { id: true },
    })
    await wish(tx, 'archive.read', id, now)
  })
}

export async function showArchives(
  db: Database,
  { actor: { userId } }: { actor: Actor },
): Promise<ArchivesView> {
  const accounts = await db.tradingAccount.count({ where: { userId, sample: false } })
  const latest = await db.journalArchive.findFirst({
    where: { userId },
    orderBy: { uploadedAt: 'desc' },
    omit: { bytes: true },
  })
  return {
    empty: accounts === 0,
    latest: latest && {
      id: latest.id,
      fileName: latest.fileName,
      uploadedAt: latest.uploadedAt.toISOString(),
      status: latest.state.toLowerCase() as ArchiveView['status'],
      refusal: latest.refusal,
      outcome: latest.outcome as ArchiveOutcome | null,
    },
  }
}
