import { createHash } from 'node:crypto'

/** Only this is stored of a token; a token is random enough to need no salt. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** Whether this CRM could have made it: 256 bits in base64url. */
export function isTokenShaped(text: string): boolean {
  return /^[\w-]{43}$/.test(text)
}

/** Why a token that was presented is worth nothing. */
export type DeadToken = 'malformed' | 'unknown' | 'expired'
