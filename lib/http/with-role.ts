import type { Role } from '@/lib/db/generated/client'
import { AppError, notFound } from '@/lib/errors'
import { toResponse } from './to-response'
import { type SessionRequest, withSession } from './with-session'

/** A route for people of one role. For everybody else, signed in or not, there is nothing here. */
export function withRole(role: Role, handle: (asked: SessionRequest) => Promise<Response>) {
  return withSession(
    async (asked) => {
      if (asked.actor.role !== role) throw notFound('page')
      return handle(asked)
    },
    (error) => {
      const isAnonymous = error instanceof AppError && error.code === 'NOT_SIGNED_IN'
      return isAnonymous ? toResponse(notFound('page')) : null
    },
  )
}
