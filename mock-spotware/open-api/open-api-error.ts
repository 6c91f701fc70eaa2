/** A refusal; the code travels by name. */
export class OpenApiError extends Error {
  readonly code: string
  readonly accountId?: number
  /** Seconds until the payload type is allowed again. */
  readonly retryAfter?: number

  constructor(
    code: string,
    description: string,
    details: { accountId?: number; retryAfter?: number } = {},
  ) {
    super(description)
    this.code = code
    this.accountId = details.accountId
    this.retryAfter = details.retryAfter
  }
}
