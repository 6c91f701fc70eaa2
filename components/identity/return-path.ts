/** Where to go after signing in: only a path on this site, never another one. */
export function safeReturnPath(given: string | null): string {
  const isOwnPath = given !== null && /^\/(?![/\\])/.test(given)
  return isOwnPath ? given : '/dashboard'
}

export function signInPath(from: string): string {
  return from === '/' || from === '/dashboard'
    ? '/sign-in'
    : `/sign-in?from=${encodeURIComponent(from)}`
}
