import type { NextRequest } from 'next/server'
import type { Database } from '@/lib/db/client'
import { webDatabase } from '@/lib/db/web-database'
import { AppError } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { findRequestActor } from './find-request-actor'
import { observed } from './observed'
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
  const answer = async (request: NextRequest, context: RouteContext): Promise<Response> => {
    try {
      assertSameOrigin(request)
      const db = webDatabase()
      const actor = await findRequestActor(db, request)
      if (!actor) throw new AppError('NOT_SIGNED_IN', 'Please sign in.')
      return await handle({
        db,
        actor,
        request,
        params: await context.params,
        query: Object.fromEntries(request.nextUrl.searchParams),
      })
    } catch (error) {
      return answerError(error) ?? toResponse(error)
    }
  }
  return (request: NextRequest, context: RouteContext): Promise<Response> =>
    observed(request, () => answer(request, context))
}
