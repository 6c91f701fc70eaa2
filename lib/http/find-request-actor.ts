import type { NextRequest } from 'next/server'
import { getToken } from 'next-auth/jwt'
import { systemClock } from '@/lib/clock'
import type { Database } from '@/lib/db/client'
import { readWebEnv } from '@/lib/env'
import { type Actor, findActor } from '@/lib/identity/sessions'

/** What of a request or a page tells who asks. */
type Asking = Pick<NextRequest, 'headers'> & { cookies: Pick<NextRequest['cookies'], 'getAll'> }

/** The person a request's cookie speaks for, or null when its session does not count any more. */
export async function findRequestActor(db: Database, request: Asking): Promise<Actor | null> {
  const { AUTH_SECRET, APP_URL } = readWebEnv()
  process.env.NEXTAUTH_URL ??= APP_URL
  const token = await getToken({ req: request as NextRequest, secret: AUTH_SECRET })
  return typeof token?.sid === 'string' ? findActor(db, token.sid, systemClock.now()) : null
}
