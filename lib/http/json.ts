/** JSON as our API speaks it: bigints and decimals are strings already when they arrive here. */
export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } })
}
