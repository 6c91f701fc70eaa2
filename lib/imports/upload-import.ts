import { createHash } from 'node:crypto'
import { z } from 'zod'
import { wish } from '@/lib/agenda/wish'
import type { Database } from '@/lib/db/client'
import { notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { visibleAccount } from '@/lib/journal/visible-accounts'
import { text } from '@/lib/text'

export const Upload = z.object({
  account: z.uuid('Choose the account this file belongs to.'),
  name: text(255).trim().min(1, 'The file has no name.'),
})

/** Keeps an uploaded file for the worker to read. Nothing enters the journal before it is committed. */
export async function uploadImport(
  db: Database,
  input: {
    actor: Actor
    accountId: string
    fileName: string
    bytes: Buffer<ArrayBuffer>
    now: Date
  },
): Promise<{ importId: string }> {
  const { actor, fileName, bytes, now } = input
  return db.$transaction(async (tx) => {
    const account = await tx.tradingAccount.findFirst({
      where: visibleAccount(actor, input.accountId),
      select: { id: true },
    })
    if (!account) throw notFound('account')
    const file = await tx.importFile.create({
      data: {
        userId: actor.userId,
        accountId: account.id,
        fileName,
        sizeBytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        bytes,
        uploadedAt: now,
      },
      select: { id: true },
    })
    await wish(tx, 'import.read', file.id, now)
    return { importId: file.id }
  })
}
