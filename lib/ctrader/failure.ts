import type { FailureClass } from '@/lib/domain/connection-state'

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

/**
 * Whose problem an error code is. A short list means "the trader must act"; everything unknown is
 * retried, because a wrong "reconnect" switches off a healthy connection.
 */
const CLASSES: Record<string, FailureClass> = {
  OA_AUTH_TOKEN_EXPIRED: 'reconnect-required',
  CH_ACCESS_TOKEN_INVALID: 'reconnect-required',
  ACCESS_DENIED: 'reconnect-required',
  RET_NO_SUCH_LOGIN: 'account-gone',
  RET_ACCOUNT_DISABLED: 'account-gone',
  CH_CTID_TRADER_ACCOUNT_NOT_FOUND: 'account-gone',
  CH_CLIENT_AUTH_FAILURE: 'not-approved',
  CH_OA_CLIENT_NOT_FOUND: 'not-approved',
  REQUEST_FREQUENCY_EXCEEDED: 'rate-limited',
  BLOCKED_PAYLOAD_TYPE: 'rate-limited',
  CONNECTIONS_LIMIT_EXCEEDED: 'rate-limited',
  SERVER_IS_UNDER_MAINTENANCE: 'maintenance',
}

export function classify(errorCode: string): FailureClass {
  return (Object.hasOwn(CLASSES, errorCode) ? CLASSES[errorCode] : undefined) ?? 'retry-later'
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
