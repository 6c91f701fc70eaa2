const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  // Prisma: cannot reach, timed out, closed, pool exhausted.
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2037',
  // PostgreSQL: shutting down, crashed, starting up.
  '57P01',
  '57P02',
  '57P03',
])

/** Whether an error says "the database cannot be reached", wherever in the chain of causes it says so. */
export function isDatabaseUnavailable(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 5) return false
  const { code, originalCode, cause, kind, message, driverAdapterError, meta } = error as Record<
    string,
    unknown
  >
  if (typeof code === 'string' && CONNECTION_CODES.has(code)) return true
  if (typeof originalCode === 'string' && CONNECTION_CODES.has(originalCode)) return true
  if (kind === 'DatabaseNotReachable' || kind === 'ConnectionClosed' || kind === 'SocketTimeout')
    return true
  // node-postgres has no code for these.
  if (
    typeof message === 'string' &&
    /Connection terminated|timeout exceeded when trying to connect|connection error and is not queryable/.test(
      message,
    )
  )
    return true
  // Prisma puts what the driver said of a raw query, or inside a transaction, into `meta`.
  return [cause, meta, driverAdapterError].some((inner) => isDatabaseUnavailable(inner, depth + 1))
}
