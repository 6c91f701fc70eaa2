import { cookie, droppedCookie } from '@/mock-spotware/http/cookie'

/**
 * Where the web platform keeps the long-term token of this device, as an application keeps it in
 * its own storage. Scripts of the page cannot read it, and other pages do not get it.
 */
const COOKIE = 'mock_platform_keep'
const PATH = '/platform'
/** The broker decides how long the token lives; a cookie needs some end. */
const MAX_AGE_SECONDS = 400 * 24 * 60 * 60

export function keptAccessToken(cookies: Record<string, string>): string | undefined {
  // encoded, because the broker may put any character into a token
  return Buffer.from(cookies[COOKIE] ?? '', 'base64url').toString() || undefined
}

export function keepAccessToken(accessToken: string): string {
  const value = Buffer.from(accessToken).toString('base64url')
  return cookie(COOKIE, value, { path: PATH, maxAgeSeconds: MAX_AGE_SECONDS })
}

export function dropAccessToken(): string {
  return droppedCookie(COOKIE, PATH)
}
