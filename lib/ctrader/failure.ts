import type { FailureClass } from '@/lib/domain/connection-state'
import { ERROR_CODES, FAILURE_CLASSES } from './error-codes'

/** cTrader said no, or could not be asked. Carries the code and class, never a payload. */
export class ProviderFailure extends Error {
  constructor(
    /** The provider's code, or ours for what happened on the way. */
    readonly providerCode: string,
    readonly failureClass: FailureClass,
    readonly details: {
      description?: string
      retryAfterSeconds?: number
      maintenanceUntil?: Date
    } = {},
  ) {
    super(`cTrader: ${providerCode}`)
    this.name = 'ProviderFailure'
  }
}

export const PLATFORM_NOT_CONFIGURED = 'PLATFORM_NOT_CONFIGURED'

/**
 * The connection was made in an environment that is not in our settings: nobody can ask there until
 * it is, and that is no more the trader's business than a refused application.
 */
export function platformNotConfigured(): ProviderFailure {
  return new ProviderFailure(PLATFORM_NOT_CONFIGURED, 'not-approved')
}

/** Whose problem an error code is. One we do not know is retried: a wrong "reconnect" switches off a healthy connection. */
export function classify(errorCode: string): FailureClass {
  const known = ERROR_CODES.find((code) => code === errorCode)
  return known ? FAILURE_CLASSES[known] : 'retry-later'
}

/**
 * Whose problem a refused code or refresh token is: the trader's, unless what is refused is our
 * application. Codes of this endpoint are documented nowhere (Open API notes §2.5), so an unknown
 * one counts as an ended grant.
 */
export function classifyRefusal(answer: {
  errorCode: string
  description: string | null
}): FailureClass {
  if (/not in active state/i.test(answer.description ?? '')) return 'not-approved'
  const known = classify(answer.errorCode)
  return known === 'retry-later' ? 'reconnect-required' : known
}

/** Unix seconds or milliseconds: the schema comments both, so the size decides (Open API notes §6.1). */
export function maintenanceEnd(timestamp: bigint | undefined): Date | undefined {
  if (timestamp === undefined || timestamp <= 0n) return undefined
  const value = Number(timestamp)
  return new Date(value < 100_000_000_000 ? value * 1000 : value)
}
