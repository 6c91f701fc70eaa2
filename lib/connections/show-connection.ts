import { isWorkerAlive } from '@/lib/agenda/presence'
import type { Queryable } from '@/lib/db/client'
import { type ConnectionState, connectionState } from '@/lib/domain/connection-state'
import type { ConnectionView } from '@/lib/domain/views/connection'
import type { PlatformView } from '@/lib/domain/views/platform'
import { notFound } from '@/lib/errors'
import { grantScope } from '@/lib/grants/grant-scope'
import type { Actor } from '@/lib/identity/sessions'
import { accountView } from '@/lib/journal/account-view'
import { runView } from '@/lib/journal/run-view'
import { caughtUpFrom } from './caught-up'
import { connectionFacts, connectionParts, type LoadedConnection } from './connection-facts'
import { eventInWords } from './event-words'
import { type FailingShare, failingShares, withoutOne } from './failing-share'
import { syncJob } from './sync-job'
import { syncProgress } from './sync-progress'

export type Around = {
  actor: Pick<Actor, 'userId' | 'timeZone'>
  now: Date
  checkEverySeconds: number
  /** The environments that are configured. */
  platforms: readonly PlatformView[]
}

/** What the state of every connection depends on, whosesoever it is. */
export type House = { workerAlive: boolean; shares: Map<string, FailingShare> }

export async function readHouse(db: Queryable, now: Date): Promise<House> {
  return { workerAlive: await isWorkerAlive(db, now), shares: await failingShares(db) }
}

/** @param given read before, for whoever lists the connections of several people */
export async function listConnections(
  db: Queryable,
  around: Around,
  given?: House,
): Promise<{ connections: ConnectionView[]; workerAlive: boolean }> {
  const house = given ?? (await readHouse(db, around.now))
  const connections = await db.connection.findMany({
    where: { userId: around.actor.userId, mergedIntoId: null, repairsId: null },
    orderBy: { createdAt: 'asc' },
    include: connectionParts,
  })
  const views = connections.map((connection) => toView(db, connection, { ...around, ...house }))
  return { connections: await Promise.all(views), workerAlive: house.workerAlive }
}

export async function showConnection(
  db: Queryable,
  input: Around & { connectionId: string },
): Promise<ConnectionView> {
  const connection = await db.connection.findFirst({
    where: { id: input.connectionId, userId: input.actor.userId, repairsId: null },
    include: connectionParts,
  })
  if (!connection) throw notFound('connection')
  return toView(db, connection, {
    ...input,
    ...(await readHouse(db, input.now)),
  })
}

async function toView(
  db: Queryable,
  connection: LoadedConnection,
  around: Around & House,
): Promise<ConnectionView> {
  const followed = connection.accounts.filter(({ followedAt }) => followedAt !== null)
  const [scope, check, job, trades] = await Promise.all([
    grantScope(db, connection.id),
    db.agendaItem.findFirst({ where: { kind: 'connection.check', subjectId: connection.id } }),
    syncJob(db, connection, around.now),
    db.trade.groupBy({
      by: ['accountId'],
      where: {
        accountId: { in: connection.accounts.map(({ id }) => id) },
        userId: around.actor.userId,
      },
      _count: true,
    }),
  ])
  const tradesOf = new Map(trades.map(({ accountId, _count }) => [accountId, _count]))
  const [authorization] = connection.authorizations
  const others = withoutOne(around.shares.get(connection.platform), connection)
  const state = connectionState(connectionFacts(connection, { ...around, others }))
  return {
    id: connection.id,
    mergedIntoId: connection.mergedIntoId,
    platform: connection.platform,
    ...platformNames(connection.platform, around.platforms),
    ctid: connection.ctid?.toString() ?? null,
    state,
    reason:
      connection.refusalCode ??
      connection.lastFailureCode ??
      (authorization?.outcome !== 'succeeded' ? authorization?.outcome : null) ??
      null,
    createdAt: connection.createdAt.toISOString(),
    grantedAt: connection.grantedAt?.toISOString() ?? null,
    lastSuccessAt: connection.lastSuccessAt?.toISOString() ?? null,
    lastTryAt: latest(connection.lastSuccessAt, connection.lastFailureAt),
    waitsUntil: waitsUntil(state, connection),
    accessEndsAt: connection.grant?.accessTokenExpiresAt.toISOString() ?? null,
    paused: pauseView(connection),
    syncAllowedAt: connection.syncAllowedAt?.toISOString() ?? null,
    job,
    caughtUp: caughtUpFrom(connection.caughtUp),
    tradesUpTo: earliest(stillListed(followed).map((each) => tradesUpTo(each, connection))),
    nextCheckAt: connection.pausedAt ? null : (check?.dueAt.toISOString() ?? null),
    scope,
    accounts: connection.accounts
      .filter(
        ({ id, missingSince, followedAt }) =>
          missingSince === null || followedAt !== null || tradesOf.has(id),
      )
      .map((account) => ({
        ...accountView(account),
        alreadyLinked: account.followedAt !== null,
        goneSince: account.missingSince?.toISOString() ?? null,
        archived: account.archivedAt !== null,
        unreadable: account.unreadableSince ? (account.unreadableCode ?? 'UNKNOWN') : null,
        historyLimitAt: account.historyLimitAt?.toISOString() ?? null,
        trades: tradesOf.get(account.id) ?? 0,
        deletedAt: account.deletedAt?.toISOString() ?? null,
      })),
    progress: followed.map((account) =>
      syncProgress(account, tradesOf.get(account.id) ?? 0, around.actor.timeZone),
    ),
    runs: connection.runs.map(runView),
    events: connection.events.map((event) => ({
      id: event.id.toString(),
      at: event.at.toISOString(),
      text: eventInWords(event),
    })),
  }
}

/** An environment that is not configured any more is called by its key. */
function platformNames(platform: string, platforms: readonly PlatformView[]) {
  const others = platforms.filter(({ key }) => key !== platform)
  return {
    platformName: platforms.find(({ key }) => key === platform)?.name ?? platform,
    otherPlatforms: others.map(({ name }) => name),
  }
}

/**
 * A check that found nothing new speaks for the time up to it, unless the account is not read to the
 * end: a pass is still under way, was cut short or cannot be made.
 */
function tradesUpTo(
  account: LoadedConnection['accounts'][number],
  { lastSuccessAt, runs }: LoadedConnection,
): Date | null {
  const { id, syncedThrough, unreadableSince, missingSince } = account
  const newest = runs.find(({ accountId, kind }) => accountId === id && kind === 'SYNC')
  const isBehind = newest !== undefined && newest.outcome !== 'COMPLETED'
  const knowsNoMore = isBehind || unreadableSince !== null || missingSince !== null
  if (!syncedThrough || !lastSuccessAt || knowsNoMore) return syncedThrough
  return lastSuccessAt > syncedThrough ? lastSuccessAt : syncedThrough
}

/** An account that is gone does not hold back what is said of the others. */
function stillListed(accounts: LoadedConnection['accounts']): LoadedConnection['accounts'] {
  const listed = accounts.filter(({ missingSince }) => missingSince === null)
  return listed.length > 0 ? listed : accounts
}

function waitsUntil(
  state: ConnectionState,
  { throttledUntil, maintenanceUntil }: LoadedConnection,
): string | null {
  const until = state === 'maintenance' ? maintenanceUntil : throttledUntil
  return until?.toISOString() ?? null
}

function pauseView({
  pausedAt,
  pausedBy,
  pauseReason,
}: LoadedConnection): ConnectionView['paused'] {
  if (!pausedAt) return null
  const by = pausedBy === 'support' ? 'support' : 'user'
  return { at: pausedAt.toISOString(), by, reason: pauseReason }
}

function latest(a: Date | null, b: Date | null): string | null {
  const newer = a && b ? (a > b ? a : b) : (a ?? b)
  return newer?.toISOString() ?? null
}

function earliest(instants: (Date | null)[]): string | null {
  const known = instants.filter((at) => at !== null)
  if (known.length === 0) return null
  return new Date(Math.min(...known.map((at) => at.getTime()))).toISOString()
}
