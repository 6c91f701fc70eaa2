import type { Prisma } from '@/lib/db/generated/client'
import {
  type AuthorizationOutcome,
  type ConnectionFacts,
  type FailureClass,
  lasts,
} from '@/lib/domain/connection-state'
import type { FailingShare } from './failing-share'

/** What a connection is loaded with wherever its state is shown. */
export const connectionParts = {
  authorizations: { orderBy: { createdAt: 'desc' }, take: 1 },
  accounts: { orderBy: [{ environment: 'asc' }, { login: 'asc' }] },
  runs: { orderBy: { startedAt: 'desc' }, take: 15, include: { account: true } },
  events: { orderBy: { id: 'desc' }, take: 30 },
  // When it ends, never what it holds.
  grant: { select: { accessTokenExpiresAt: true } },
} satisfies Prisma.ConnectionInclude

export type LoadedConnection = Prisma.ConnectionGetPayload<{ include: typeof connectionParts }>

/** The stored facts the state is derived from. */
export function connectionFacts(
  connection: LoadedConnection,
  around: {
    now: Date
    checkEverySeconds: number
    workerAlive: boolean
    others: FailingShare
  },
): ConnectionFacts {
  const [authorization] = connection.authorizations
  const listed = connection.accounts.filter(({ missingSince }) => missingSince === null)
  const followed = connection.accounts.filter(
    ({ followedAt, archivedAt }) => followedAt !== null && archivedAt === null,
  )
  const here = followed.filter(({ missingSince }) => missingSince === null)
  const unreadable = here.filter(({ unreadableSince }) => unreadableSince !== null)
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
    accountsGone: followed.length - here.length,
    accountsArchived: connection.accounts.filter(({ archivedAt }) => archivedAt !== null).length,
    unreadableSince: earliestOf(unreadable.map(({ unreadableSince }) => unreadableSince)),
    historyLimitUnread: here.some(
      ({ historyLimitAt, historyLimitSeenAt }) => historyLimitAt !== null && !historyLimitSeenAt,
    ),
    pausedAt: connection.pausedAt,
    completedAt: connection.completedAt,
    firstSyncFinished: here.every(
      ({ backfilledAt, unreadableSince }) =>
        backfilledAt !== null || lasts(unreadableSince, around.now),
    ),
    syncing: connection.runs.some(({ outcome }) => outcome === 'RUNNING'),
    lastSuccessAt: connection.lastSuccessAt,
    failure: connection.lastFailureAt
      ? {
          since: connection.failingSince ?? connection.lastSuccessAt ?? connection.lastFailureAt,
          at: connection.lastFailureAt,
          class: (connection.lastFailureClass ?? 'retry-later') as FailureClass,
        }
      : null,
    throttledUntil: connection.throttledUntil,
    maintenanceUntil: connection.maintenanceUntil,
    renewalFailingSince: connection.renewalFailingSince,
    accessEndsAt: connection.grant?.accessTokenExpiresAt ?? null,
    confirmLaterAt: connection.confirmLaterAt,
  }
}

function earliestOf(instants: (Date | null)[]): Date | null {
  const known = instants.filter((at) => at !== null)
  return known.length === 0 ? null : new Date(Math.min(...known.map((at) => at.getTime())))
}
