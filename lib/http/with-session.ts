import type { NextRequest } from 'next/server'
import { getToken } from 'next-auth/jwt'
import { systemClock } from '@/lib/clock'
import type { Database } from '@/lib/db/client'
import { webDatabase } from '@/lib/db/web-database'
import { readWebEnv } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { type Actor, findActor } from '@/lib/identity/sessions'
import { assertSameOrigin } from './same-origin'
import { toResponse } from './to-response'

type RouteContext = { params: Promise<Record<string, string>> }

export type SessionRequest = {
  db: Database
  actor: Actor
  request: NextRequest
  params: Record<string, string>
  query: Record<string, string>
}

/**
 * A route for signed-in people: finds out who is asking, calls, and turns errors into answers.
 * @param answerError an answer of the route's own for an error, or null for the usual one
 */
export function withSession(
  handle: (asked: SessionRequest) => Promise<Response>,
  answerError: (error: unknown) => Response | null = () => null,
) {
  return async (request: NextRequest, context: RouteContext): Promise<Response> => {
    try {
      assertSameOrigin(request)
      const db = webDatabase()
      return await handle({
        db,
        actor: await requireActor(db, request),
        request,
        params: await context.params,
        query: Object.fromEntries(request.nextUrl.searchParams),
      })
    } catch (error) {
      return answerError(error) ?? toResponse(error)
    }
  }
}

/** @throws AppError NOT_SIGNED_IN when there is no session that still counts. */
export async function requireActor(db: Database, request: NextRequest): Promise<Actor> {
  const { AUTH_SECRET, APP_URL } = readWebEnv()
  process.env.NEXTAUTH_URL ??= APP_URL
  const token = await getToken({ req: request, secret: AUTH_SECRET })
  const actor =
    typeof token?.sid === 'string' ? await findActor(db, token.sid, systemClock.now()) : null
  if (!actor) throw new AppError('NOT_SIGNED_IN', 'Please sign in.')
  return actor
}
