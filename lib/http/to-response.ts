import { randomUUID } from 'node:crypto'
import { ZodError } from 'zod'
import { currentCorrelation, shortCorrelation } from '@/lib/correlation'
import { isDatabaseUnavailable } from '@/lib/db/unavailable'
import { AppError, type ErrorCode } from '@/lib/errors'
import { log } from '@/lib/log'
import { json } from './json'

const STATUS: Record<ErrorCode, number> = {
  BAD_INPUT: 422,
  NOT_SIGNED_IN: 401,
  NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  TOO_LARGE: 413,
  TOO_MANY_ATTEMPTS: 429,
}

/** The one place where an error becomes an answer. Unknown ones say nothing but a reference. */
export function toResponse(error: unknown): Response {
  const reference = shortCorrelation(currentCorrelation() ?? randomUUID())
  if (error instanceof AppError)
    return json(
      { error: { code: error.code, message: error.message, reference } },
      STATUS[error.code],
    )
  if (error instanceof ZodError) {
    const message = error.issues[0]?.message ?? 'Something in the request is missing.'
    return json({ error: { code: 'BAD_INPUT', message, reference } }, STATUS.BAD_INPUT)
  }
  if (isDatabaseUnavailable(error)) {
    log.warn({ reference }, 'database unavailable')
    const message = 'The database is not reachable just now. Nothing is lost; we keep trying.'
    return json({ error: { code: 'DATABASE_UNAVAILABLE', message, reference } }, 503)
  }
  log.error({ error, reference }, 'request failed')
  const message = 'Something went wrong on our side. Nothing was changed.'
  return json({ error: { code: 'INTERNAL', message, reference } }, 500)
}
