import type { Prisma } from '@/lib/db/generated/client'
import type {
  AuthorizationOutcome,
  ConnectionFacts,
  FailureClass,
} from '@/lib/domain/connection-state'

/** What a connection is loaded with wherever its state is shown. */
export const connectionParts = {
  authorizations: { orderBy: { createdAt: 'desc' }, take: 1 },
  accounts: { orderBy: [{ environment: 'asc' }, { login: 'asc' }] },
  runs: { orderBy: { startedAt: 'desc' }, take: 15, include: { account: true } },
  events: { orderBy: { id: 'desc' }, take: 30 },
} satisfies Prisma.ConnectionInclude

export type LoadedConnection = Prisma.ConnectionGetPayload<{ include: typeof connectionParts }>

/** The stored facts the state is derived from. */
export function connectionFacts(
  connection: LoadedConnection,
  around: { now: Date; checkEverySeconds: number; workerAlive: boolean },
): ConnectionFacts {
  const [authorization] = connection.authorizations
  const listed = connection.accounts.filter(({ missingSince }) => missingSince === null)
  const followed = listed.filter(({ followedAt }) => followedAt !== null)
  return {
    ...around,
    removedAt: connection.removedAt,
    supersededAt: connection.supersededAt,
    authorization: authorization
      ? {
          createdAt: authorization.createdAt,
          expiresAt: authorization.expiresAt,
          codeReceivedAt: authorization.codeReceivedAt,
          outcome: authorization.outcome as AuthorizationOutcome | null,
        }
      : null,
    notApprovedAt: connection.notApprovedAt,
    grantedAt: connection.grantedAt,
    refusedAt: connection.refusedAt,
    accountsListed: listed.length,
    accountsFollowed: followed.length,
    completedAt: connection.completedAt,
    firstSyncFinished: followed.every(({ backfilledAt }) => backfilledAt !== null),
    syncing: connection.runs.some(({ outcome }) => outcome === 'RUNNING'),
    lastSuccessAt: connection.lastSuccessAt,
    failure: connection.lastFailureAt
      ? {
          at: connection.lastFailureAt,
          class: (connection.lastFailureClass ?? 'retry-later') as FailureClass,
        }
      : null,
    throttledUntil: connection.throttledUntil,
    maintenanceUntil: connection.maintenanceUntil,
  }
}
