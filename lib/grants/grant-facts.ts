import type { Queryable } from '@/lib/db/client'

/**
 * What may be known of a grant by people: its scope, times, and the id of the key that seals it. No
 * token is opened, and no sealed byte is read.
 * @returns null when the connection holds none
 */
export function grantFacts(db: Queryable, connectionId: string) {
  return db.grant.findUnique({
    where: { connectionId },
    select: {
      scope: true,
      keyId: true,
      generation: true,
      accessTokenExpiresAt: true,
      renewedAt: true,
      refreshLeaseOwner: true,
      refreshLeaseUntil: true,
      refreshIntentAt: true,
    },
  })
}

/** How many grants each key seals: the key of the first of TOKEN_KEYS once a rotation is through. */
export async function grantsByKey(db: Queryable): Promise<{ keyId: string; grants: number }[]> {
  const rows = await db.grant.groupBy({ by: ['keyId'], _count: true, orderBy: { keyId: 'asc' } })
  return rows.map(({ keyId, _count }) => ({ keyId, grants: _count }))
}
