export type ErrorForm = 'ProtoErrorRes' | 'ProtoOAErrorRes'

/** A refusal; the code travels by name. */
export class OpenApiError extends Error {
  readonly code: string
  readonly accountId?: number
  /** Seconds until the payload type is allowed again. */
  readonly retryAfter?: number
  /** Unix milliseconds. */
  readonly maintenanceEndsAt?: number
  /** The message it travels in; by the family of the code when absent. */
  readonly form?: ErrorForm

  constructor(
    code: string,
    description: string,
    details: {
      accountId?: number
      retryAfter?: number
      maintenanceEndsAt?: number
      form?: ErrorForm
    } = {},
  ) {
    super(description)
    this.code = code
    this.accountId = details.accountId
    this.retryAfter = details.retryAfter
    this.maintenanceEndsAt = details.maintenanceEndsAt
    this.form = details.form
  }
}
