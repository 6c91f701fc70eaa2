import { wish } from '@/lib/agenda/wish'
import type { Database } from '@/lib/db/client'
import { AppError, notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { visibleAccounts } from '@/lib/journal/visible-accounts'
import type { StoredPreview } from './preview'

/** "Add 37 trades": asks the worker to write the plan into the journal. Asking twice is asking once. */
export async function requestCommit(
  db: Database,
  input: { actor: Actor; importId: string; now: Date },
): Promise<void> {
  const { actor, importId, now } = input
  await db.$transaction(async (tx) => {
    const file = await tx.importFile.findFirst({
      where: { id: importId, userId: actor.userId, account: visibleAccounts(actor) },
      select: { state: true, preview: true },
    })
    if (!file) throw notFound('import')
    if (file.state === 'COMMITTING' || file.state === 'DONE') return
    if (file.state === 'UNDONE')
      throw new AppError('CONFLICT', 'This import was undone. Restore it instead.')
    const preview = file.preview as StoredPreview | null
    const isRead = file.state === 'READY' || file.state === 'FAILED'
    if (!isRead || !preview) throw new AppError('CONFLICT', 'This file has not been read yet.')
    if (preview.openQuestions > 0)
      throw new AppError('CONFLICT', 'Please answer what the file does not say first.')
    await tx.importFile.update({ where: { id: importId }, data: { state: 'COMMITTING' } })
    await wish(tx, 'import.commit', importId, now)
  })
}
