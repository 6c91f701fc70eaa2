/** Every way a verb can refuse. A code without an HTTP status fails type-check in lib/http. */
export const ERROR_CODES = [
  'BAD_INPUT',
  'NOT_SIGNED_IN',
  'NOT_ALLOWED',
  'NOT_FOUND',
  'CONFLICT',
  'TOO_LARGE',
  'TOO_MANY_ATTEMPTS',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** A refusal with words for the person who asked. The message never quotes a secret or a file's row. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options)
    this.name = 'AppError'
  }
}

/** Somebody else's row is "not found" too: its existence is nobody's business. */
export function notFound(what: string): AppError {
  return new AppError('NOT_FOUND', `There is no such ${what}.`)
}
