interface Scope {
  /** The browser sends it to addresses that begin so. */
  path?: string
  /** Without it the cookie ends with the browser. */
  maxAgeSeconds?: number
}

/** A `set-cookie` header for what no script and no other site may use. */
export function cookie(
  name: string,
  value: string,
  { path = '/', maxAgeSeconds }: Scope = {},
): string {
  const maxAge = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`
  return `${name}=${value}; HttpOnly; SameSite=Lax; Path=${path}${maxAge}`
}

/** The header that makes the browser drop it. */
export function droppedCookie(name: string, path = '/'): string {
  return cookie(name, '', { path, maxAgeSeconds: 0 })
}
