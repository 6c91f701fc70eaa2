import { wish } from '@/lib/agenda/wish'
import type { Database } from '@/lib/db/client'
import { notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { visibleAccounts } from '@/lib/journal/visible-accounts'
import { CHANGEABLE } from './change-choices'
import type { StoredPreview } from './preview'
import { recalledOf, stillRecalled } from './saved-answers'

/**
 * Forgets what the trader answered about files with the headers of this one. A file that took such
 * answers over and is not added yet asks again; what was said for the file itself stays.
 */
export async function forgetAnswers(
  db: Database,
  input: { actor: Actor; importId: string; now: Date },
): Promise<void> {
  const { actor, importId, now } = input
  const { userId } = actor
  await db.$transaction(async (tx) => {
    const file = await tx.importFile.findFirst({
      where: { id: importId, userId, account: visibleAccounts(actor) },
      select: { choices: true, recalled: true, preview: true, state: true },
    })
    if (!file) throw notFound('import')
    const { headerFingerprint } = (file.preview ?? {}) as Partial<StoredPreview>
    if (headerFingerprint)
      await tx.savedAnswers.deleteMany({ where: { userId, headerFingerprint } })
    const takenOver = recalledOf(file)?.fields ?? []
    if (takenOver.length === 0 || !CHANGEABLE.has(file.state)) return
    const own = Object.entries(file.choices as object).filter(([name]) => !takenOver.includes(name))
    await tx.importFile.update({
      where: { id: importId },
      data: {
        choices: Object.fromEntries(own),
        recalled: stillRecalled(file, file.choices as object),
        state: 'READING',
      },
    })
    await wish(tx, 'import.read', importId, now)
  })
}
