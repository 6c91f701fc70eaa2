import { createHash, randomBytes } from 'node:crypto'

/** Name of the cookie that ties a trip to cTrader to the browser that began it. */
export const TRIP_COOKIE = 'tallybook-connect'

/** 256 random bits for a cookie or a `state`. */
export function newTripSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Only hashes are stored: a dump of the database lets nobody finish somebody else's trip. */
export function hashTripSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
