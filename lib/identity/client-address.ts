/**
 * The address an attempt came from, for throttling only. Behind a proxy the last entry of
 * X-Forwarded-For is the one our own proxy wrote; earlier ones are the client's claim.
 */
export function clientAddress(
  headers: Headers | Record<string, string | string[] | undefined>,
): string {
  const forwarded =
    headers instanceof Headers ? headers.get('x-forwarded-for') : headers['x-forwarded-for']
  const last = String(forwarded ?? '')
    .split(',')
    .at(-1)
    ?.trim()
  return last || 'unknown'
}
