import { isSetAside } from '@/lib/agenda/claim'
import { isWorkerAlive } from '@/lib/agenda/presence'
import { failingShares, withoutOne } from '@/lib/connections/failing-share'
import { showConnection } from '@/lib/connections/show-connection'
import { shortCorrelation } from '@/lib/correlation'
import type { Queryable } from '@/lib/db/client'
import type { AgendaItem, Connection, Run, TradingAccount } from '@/lib/db/generated/client'
import type { AuthorizationOutcome } from '@/lib/domain/connection-state'
import { connectionWords, type WordsSubject } from '@/lib/domain/connection-words'
import type { RunFacts } from '@/lib/domain/support/case-facts'
import { decide } from '@/lib/domain/support/decide'
import { maskNumbers } from '@/lib/domain/support/last-digits'
import type { ConnectionView } from '@/lib/domain/views/connection'
import type { PlatformView } from '@/lib/domain/views/platform'
import type {
  ExplainedConnectionView,
  SupportAgendaView,
  SupportRunView,
} from '@/lib/domain/views/support'
import type { Actor } from '@/lib/identity/sessions'
import { accountFacts, shortName, supportAccountView } from './account-facts'
import { refusalsAround } from './around'
import { errorBuckets } from './error-buckets'
import { supportGrantView } from './grant-view'
import { assertStaff, findOwner, type Staff } from './staff'
import { timeline } from './timeline'

const RUNS_SHOWN = 20

export type ExplainInput = {
  staff: Staff
  connectionId: string
  now: Date
  checkEverySeconds: number
  /** The environments that are configured. */
  platforms: readonly PlatformView[]
}

/**
 * Why a connection is as it is, and what to do: from stored facts alone, nobody is asked. No token, no
 * balance and no trade gets in, because only what is named here does.
 * @throws AppError NOT_FOUND when there is none, or the asker is no staff
 */
export async function explainConnection(
  db: Queryable,
  { staff, ...asked }: ExplainInput,
): Promise<ExplainedConnectionView> {
  assertStaff(staff)
  const owner = await findOwner(db, asked.connectionId)
  return explainFor(db, { ...asked, owner })
}

/** The same, where the caller has found out that this connection is this trader's. */
export async function explainFor(
  db: Queryable,
  input: Omit<ExplainInput, 'staff'> & { owner: Pick<Actor, 'userId' | 'email' | 'timeZone'> },
): Promise<ExplainedConnectionView> {
  const { owner, connectionId, now, checkEverySeconds, platforms } = input
  const connection = await db.connection.findUniqueOrThrow({
    where: { id: connectionId },
    include: {
      accounts: { orderBy: [{ environment: 'asc' }, { login: 'asc' }] },
      authorizations: { orderBy: { createdAt: 'desc' }, take: 1 },
    },
  })
  const { accounts, platform } = connection
  const [view, items, runs, events, errors, workerAlive, shares, facts, refused] =
    await Promise.all([
      showConnection(db, { actor: owner, connectionId, now, checkEverySeconds, platforms }),
      agendaOf(db, connectionId, accounts),
      db.run.findMany({
        where: { connectionId },
        orderBy: { startedAt: 'desc' },
        take: RUNS_SHOWN,
      }),
      timeline(db, connectionId),
      errorBuckets(db, { connectionId, now }),
      isWorkerAlive(db, now),
      failingShares(db),
      accountFacts(db, accounts),
      refusalsAround(db, { platform, now }),
    ])
  const renewal = items.find(({ kind }) => kind === 'connection.renew')
  const grant = await supportGrantView(db, connection, renewal)
  const { notApproved, ...refusals } = refused
  const others = withoutOne(shares.get(platform), connection)
  const seen = whatTheTraderSees(view)
  return {
    id: connectionId,
    at: now.toISOString(),
    owner: { email: owner.email, timeZone: owner.timeZone },
    ctid: view.ctid,
    platform,
    platformName: view.platformName,
    state: view.state,
    reason: view.reason,
    since: brokenSince(connection)?.toISOString() ?? null,
    createdAt: view.createdAt,
    lastSuccessAt: view.lastSuccessAt,
    lastFailureAt: connection.lastFailureAt?.toISOString() ?? null,
    tradesUpTo: view.tradesUpTo,
    nextCheckAt: view.nextCheckAt,
    paused: view.paused,
    words: connectionWords(seen, (at) => sayInZone(at, owner.timeZone)),
    seen,
    cases: decide({
      now,
      state: view.state,
      reason: view.reason,
      refusedAt: connection.refusedAt,
      refusals,
      others,
      authorization: (connection.authorizations[0]?.outcome ?? null) as AuthorizationOutcome | null,
      lastSuccessAt: connection.lastSuccessAt,
      renewalFailingSince: connection.renewalFailingSince,
      waitsUntil: view.waitsUntil ? new Date(view.waitsUntil) : null,
      paused: view.paused,
      accounts: facts,
      running: runFacts(runs, accounts, items),
      setAside: items.filter(isSetAside).map(({ kind, lastReason, correlationId }) => ({
        kind,
        reason: lastReason,
        correlation: correlationId && shortCorrelation(correlationId),
      })),
    }),
    grant,
    accounts: accounts.map(supportAccountView),
    agenda: items.map((item) => agendaView(item, accounts)),
    timeline: events,
    runs: runs.map((run) => supportRunView(run, accounts)),
    errors,
    around: { workerAlive, others, refusals, notApproved },
  }
}

/** Accounts without their full numbers, and no count of trades. */
function whatTheTraderSees(view: ConnectionView): WordsSubject {
  const { state, reason, platformName, otherPlatforms, tradesUpTo, waitsUntil, lastTryAt } = view
  const { nextCheckAt, accessEndsAt, paused, accounts, progress } = view
  return {
    state,
    reason,
    platformName,
    otherPlatforms,
    tradesUpTo,
    waitsUntil,
    lastTryAt,
    nextCheckAt,
    accessEndsAt,
    paused,
    accounts: accounts.map((account) => ({
      name: maskNumbers(account.name),
      alreadyLinked: account.alreadyLinked,
      archived: account.archived,
      goneSince: account.goneSince,
      unreadable: account.unreadable,
      historyLimitAt: account.historyLimitAt,
    })),
    progress: progress.map(({ done, settling }) => ({ done, settling })),
  }
}

/** Since when it is not as it should be. */
function brokenSince(connection: Connection): Date | null {
  const { removedAt, supersededAt, refusedAt, pausedAt, notApprovedAt, failingSince } = connection
  return removedAt ?? supersededAt ?? refusedAt ?? notApprovedAt ?? pausedAt ?? failingSince
}

function agendaOf(
  db: Queryable,
  connectionId: string,
  accounts: TradingAccount[],
): Promise<AgendaItem[]> {
  const subjectId = { in: [connectionId, ...accounts.map(({ id }) => id)] }
  return db.agendaItem.findMany({ where: { subjectId }, orderBy: { dueAt: 'asc' } })
}

function agendaView(item: AgendaItem, accounts: TradingAccount[]): SupportAgendaView {
  return {
    kind: item.kind,
    account: nameOf(accounts, item.subjectId),
    dueAt: item.dueAt.toISOString(),
    leaseOwner: item.leaseOwner,
    leaseUntil: item.leaseUntil?.toISOString() ?? null,
    attempts: item.attempts,
    lastReason: item.lastReason,
    setAside: isSetAside(item),
  }
}

function runFacts(runs: Run[], accounts: TradingAccount[], items: AgendaItem[]): RunFacts[] {
  const running = runs.filter(({ outcome, kind }) => outcome === 'RUNNING' && kind === 'SYNC')
  return running.map(({ id, accountId, startedAt }) => {
    const item = items.find((each) => each.kind === 'account.sync' && each.subjectId === accountId)
    return {
      runId: id,
      accountName: nameOf(accounts, accountId),
      startedAt,
      work: item ? { dueAt: item.dueAt, leaseUntil: item.leaseUntil } : null,
    }
  })
}

function supportRunView(run: Run, accounts: TradingAccount[]): SupportRunView {
  const { id, trigger, read, added, updated, skipped, failed, reason } = run
  return {
    id,
    trigger,
    read,
    added,
    updated,
    skipped,
    failed,
    reason,
    account: nameOf(accounts, run.accountId),
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    correlation: run.correlationId && shortCorrelation(run.correlationId),
    outcome: run.outcome.toLowerCase() as SupportRunView['outcome'],
  }
}

function nameOf(accounts: TradingAccount[], accountId: string | null): string | null {
  const account = accounts.find(({ id }) => id === accountId)
  return account ? shortName(account) : null
}

function sayInZone(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(new Date(at))
}
