import type { Queryable } from '@/lib/db/client'
import type { AgendaItem } from '@/lib/db/generated/client'
import type { SupportGrantView } from '@/lib/domain/views/support'
import { grantFacts } from '@/lib/grants/grant-facts'

const RESULTS_SHOWN = 10

const OUTCOMES: Record<string, SupportGrantView['results'][number]['outcome']> = {
  authorised: 'consent',
  renewed: 'renewed',
  refused: 'refused',
}

/** Scope, times and results of a grant; null when the connection holds none. */
export async function supportGrantView(
  db: Queryable,
  connection: { id: string; grantedAt: Date | null; renewalFailingSince: Date | null },
  renewal: AgendaItem | undefined,
): Promise<SupportGrantView | null> {
  const [grant, results] = await Promise.all([
    grantFacts(db, connection.id),
    db.connectionEvent.findMany({
      where: { connectionId: connection.id, kind: { in: Object.keys(OUTCOMES) } },
      orderBy: { id: 'desc' },
      take: RESULTS_SHOWN,
    }),
  ])
  if (!grant) return null
  return {
    scope: grant.scope,
    grantedAt: connection.grantedAt?.toISOString() ?? null,
    accessEndsAt: grant.accessTokenExpiresAt.toISOString(),
    renewedAt: grant.renewedAt.toISOString(),
    nextRenewalAt: renewal?.dueAt.toISOString() ?? null,
    generation: grant.generation,
    keyId: grant.keyId,
    results: results.map(({ at, kind, code }) => ({
      at: at.toISOString(),
      outcome: OUTCOMES[kind] ?? 'renewed',
      code,
    })),
    renewalFailingSince: connection.renewalFailingSince?.toISOString() ?? null,
    failuresInARow: renewal?.attempts ?? 0,
    unsettledSince: grant.refreshIntentAt?.toISOString() ?? null,
    leaseOwner: grant.refreshLeaseOwner,
  }
}
