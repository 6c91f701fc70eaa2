import type { Role } from '@/lib/db/generated/client'
import { AppError, notFound } from '@/lib/errors'
import { STAFF_ROLES } from '@/lib/support/staff'
import { toResponse } from './to-response'
import { type SessionRequest, withSession } from './with-session'

type Handler = (asked: SessionRequest) => Promise<Response>

/** A route for people of one role. For everybody else, signed in or not, there is nothing here. */
export function withRole(role: Role, handle: Handler) {
  return withOneOf([role], handle)
}

/** A route for whoever may look at other people's connections; every verb checks it once more. */
export function withStaff(handle: Handler) {
  return withOneOf(STAFF_ROLES, handle)
}

function withOneOf(roles: readonly Role[], handle: Handler) {
  return withSession(
    async (asked) => {
      if (!roles.includes(asked.actor.role)) throw notFound('page')
      return handle(asked)
    },
    (error) => {
      const isAnonymous = error instanceof AppError && error.code === 'NOT_SIGNED_IN'
      return isAnonymous ? toResponse(notFound('page')) : null
    },
  )
}
