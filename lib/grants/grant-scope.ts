import type { Queryable } from '@/lib/db/client'

/** What a connection's grant may do, for people to see; null without a grant. No token is opened. */
export async function grantScope(
  db: Queryable,
  connectionId: string,
): Promise<'accounts' | 'trading' | null> {
  const grant = await db.grant.findUnique({ where: { connectionId }, select: { scope: true } })
  if (!grant) return null
  return grant.scope === 'trading' ? 'trading' : 'accounts'
}
