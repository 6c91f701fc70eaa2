import { randomUUID } from 'node:crypto'
import type { Database } from '@/lib/db/client'
import type { Role } from '@/lib/db/generated/client'

export const SESSION_DAYS = 30

/** Who is asking, as every verb sees them. */
export type Actor = {
  userId: string
  sessionId: string
  role: Role
  email: string
  timeZone: string
}

export async function beginSession(db: Database, userId: string, now: Date): Promise<string> {
  const id = randomUUID()
  await db.session.create({
    data: { id, userId, expiresAt: new Date(now.getTime() + SESSION_DAYS * 86_400_000) },
  })
  return id
}

export async function endSession(db: Database, sessionId: string, now: Date): Promise<void> {
  await db.session.updateMany({ where: { id: sessionId, endedAt: null }, data: { endedAt: now } })
}

/** The person behind a session row that still counts; null when it ended, expired or its user is disabled. */
export async function findActor(db: Database, sessionId: string, now: Date): Promise<Actor | null> {
  const session = await db.session.findFirst({
    where: { id: sessionId, endedAt: null, expiresAt: { gt: now }, user: { disabledAt: null } },
    include: { user: true },
  })
  if (!session) return null
  const { id: userId, role, email, timeZone } = session.user
  return { userId, sessionId, role, email, timeZone }
}
