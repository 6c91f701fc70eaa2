import type { Queryable } from '@/lib/db/client'
import type { WorkerPresence } from '@/lib/db/generated/client'

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
  return (await db.workerPresence.count({ where: isPresent(now) })) > 0
}

/** The workers that are alive, the oldest first. */
export function presentWorkers(db: Queryable, now: Date): Promise<WorkerPresence[]> {
  return db.workerPresence.findMany({ where: isPresent(now), orderBy: { startedAt: 'asc' } })
}

function isPresent(now: Date) {
  return { seenAt: { gt: new Date(now.getTime() - GONE_AFTER_SECONDS * 1000) } }
}
