import type { Queryable } from '@/lib/db/client'

/** A worker not seen for this long counts as gone. */
const GONE_AFTER_SECONDS = 20

export async function announceWorker(db: Queryable, id: string, now: Date): Promise<void> {
  await db.workerPresence.upsert({
    where: { id },
    create: { id, startedAt: now, seenAt: now },
    update: { seenAt: now },
  })
}

export async function farewellWorker(db: Queryable, id: string): Promise<void> {
  await db.workerPresence.deleteMany({ where: { id } })
}

export async function isWorkerAlive(db: Queryable, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - GONE_AFTER_SECONDS * 1000)
  return (await db.workerPresence.count({ where: { seenAt: { gt: since } } })) > 0
}
