import { wish } from '@/lib/agenda/wish'
import type { Database } from '@/lib/db/client'
import { restorableUntil } from '@/lib/domain/import-life'
import { AppError, notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { visibleAccounts } from '@/lib/journal/visible-accounts'

type Request = { actor: Actor; importId: string; now: Date }

/** "Undo this import": asks the worker to take out again what only this file told. */
export async function requestUndo(db: Database, { actor, importId, now }: Request): Promise<void> {
  const ofActor = { id: importId, userId: actor.userId, account: visibleAccounts(actor) }
  await db.$transaction(async (tx) => {
    const { count } = await tx.importFile.updateMany({
      where: { ...ofActor, state: 'DONE' },
      data: { state: 'UNDOING', stoppedAt: null },
    })
    if (count > 0) return wish(tx, 'import.undo', importId, now)
    const file = await tx.importFile.findFirst({
      where: ofActor,
      select: { state: true },
    })
    if (!file) throw notFound('import')
    if (file.state === 'UNDOING' || file.state === 'UNDONE') return
    throw new AppError('CONFLICT', 'Only an import that was added can be undone.')
  })
}

/** Brings an undone import back as it was. */
export async function requestRestore(
  db: Database,
  { actor, importId, now }: Request,
): Promise<void> {
  const ofActor = { id: importId, userId: actor.userId, account: visibleAccounts(actor) }
  await db.$transaction(async (tx) => {
    const file = await tx.importFile.findFirst({
      where: ofActor,
      select: { state: true, undoneAt: true },
    })
    if (!file) throw notFound('import')
    if (file.state === 'RESTORING' || file.state === 'DONE') return
    if (file.state !== 'UNDONE' || !file.undoneAt)
      throw new AppError('CONFLICT', 'Only an import that was undone can be restored.')
    if (restorableUntil(file.undoneAt) < now)
      throw new AppError(
        'CONFLICT',
        'The time to restore this import is over. Upload the file again; it will be recognised.',
      )
    const { count } = await tx.importFile.updateMany({
      where: { ...ofActor, state: 'UNDONE' },
      data: { state: 'RESTORING', stoppedAt: null },
    })
    if (count > 0) await wish(tx, 'import.restore', importId, now)
  })
}
