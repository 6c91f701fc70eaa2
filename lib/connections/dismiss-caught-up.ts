import type { Database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'

/** The trader has seen what the last repair brought. */
export async function dismissCaughtUp(
  db: Database,
  input: { actor: Actor; connectionId: string },
): Promise<void> {
  const { count } = await db.connection.updateMany({
    where: {
      id: input.connectionId,
      userId: input.actor.userId,
      mergedIntoId: null,
      repairsId: null,
    },
    data: { caughtUp: Prisma.DbNull },
  })
  if (count === 0) throw notFound('connection')
}
