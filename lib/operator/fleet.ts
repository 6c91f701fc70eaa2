import { SET_ASIDE_AFTER } from '@/lib/agenda/claim'
import { presentWorkers } from '@/lib/agenda/presence'
import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { EnvironmentView, FleetView, QueueView, WorkerView } from '@/lib/domain/views/operator'
import { grantsByKey } from '@/lib/grants/grant-facts'

const HOUR_MS = 3_600_000
const MAIL_DAYS = 30

/** How this Tallybook is, from stored facts: numbers over all users, nothing of any one of them. */
export async function readFleet(db: Queryable, now: Date): Promise<FleetView> {
  const askedAt = performance.now()
  const [server] = await db.$queryRaw<{ version: string; bytes: bigint }[]>(Prisma.sql`
    SELECT current_setting('server_version') AS "version",
      pg_database_size(current_database()) AS "bytes"`)
  const answeredInMs = performance.now() - askedAt
  const [workers, queues, environments, failures, runsLastHour, mails, keys, unbalanced] =
    await Promise.all([
      readWorkers(db, now),
      readQueues(db, now),
      readEnvironments(db, now),
      readFailures(db),
      readRuns(db, now),
      readMails(db, now),
      grantsByKey(db),
      db.tradingAccount.count({ where: { breakAmount: { not: null }, deletedAt: null } }),
    ])
  return {
    at: now.toISOString(),
    database: {
      answeredInMs,
      version: server?.version ?? '',
      bytes: Number(server?.bytes ?? 0),
    },
    workers,
    queues,
    environments,
    failures,
    runsLastHour,
    mails,
    keys,
    accountsThatDoNotAddUp: unbalanced,
  }
}

async function readWorkers(db: Queryable, now: Date): Promise<WorkerView[]> {
  const [workers, slots] = await Promise.all([
    presentWorkers(db, now),
    db.slot.findMany({ where: { leaseUntil: { gt: now } } }),
  ])
  return workers.map(({ id, startedAt, seenAt }) => ({
    id,
    startedAt: startedAt.toISOString(),
    seenAt: seenAt.toISOString(),
    slot: slots.find(({ leaseOwner }) => leaseOwner === id)?.number ?? null,
  }))
}

async function readQueues(db: Queryable, now: Date): Promise<QueueView[]> {
  const isClaimable = Prisma.sql`"faults" < ${SET_ASIDE_AFTER}`
  const isHeld = Prisma.sql`COALESCE("leaseUntil" >= ${now}, FALSE)`
  const rows = await db.$queryRaw<
    (Omit<QueueView, 'oldestDueAt'> & { oldestDueAt: Date | null })[]
  >(Prisma.sql`
    SELECT "kind",
      count(*) FILTER (WHERE ${isClaimable} AND NOT ${isHeld} AND "dueAt" > ${now})::int AS "waiting",
      count(*) FILTER (WHERE ${isClaimable} AND NOT ${isHeld} AND "dueAt" <= ${now})::int AS "due",
      count(*) FILTER (WHERE ${isClaimable} AND ${isHeld})::int AS "held",
      count(*) FILTER (WHERE ${isClaimable} AND "attempts" > 0 AND "lastReason" IS NOT NULL)::int
        AS "failing",
      count(*) FILTER (WHERE NOT ${isClaimable})::int AS "setAside",
      min("dueAt") FILTER (WHERE ${isClaimable} AND NOT ${isHeld} AND "dueAt" <= ${now})
        AS "oldestDueAt"
    FROM "AgendaItem" GROUP BY "kind" ORDER BY "kind"`)
  return rows.map((row) => ({ ...row, oldestDueAt: row.oldestDueAt?.toISOString() ?? null }))
}

function readEnvironments(db: Queryable, now: Date): Promise<EnvironmentView[]> {
  const hourAgo = new Date(now.getTime() - HOUR_MS)
  return db.$queryRaw<EnvironmentView[]>(Prisma.sql`
    SELECT "platform", count(*)::int AS "total",
      count(*) FILTER (WHERE ${FAILS})::int AS "failing",
      count(*) FILTER (WHERE "refusedAt" > ${hourAgo})::int AS "refusedLastHour",
      count(*) FILTER (WHERE "notApprovedAt" IS NOT NULL)::int AS "notApproved"
    FROM "Connection" WHERE ${LIVES} GROUP BY "platform" ORDER BY "platform"`)
}

const LIVES = Prisma.sql`"completedAt" IS NOT NULL AND "removedAt" IS NULL AND "supersededAt" IS NULL`
const FAILS = Prisma.sql`"refusedAt" IS NULL AND "pausedAt" IS NULL
  AND "lastFailureAt" > COALESCE("lastSuccessAt", '-infinity')`

function readFailures(db: Queryable): Promise<FleetView['failures']> {
  return db.$queryRaw<FleetView['failures']>(Prisma.sql`
    SELECT COALESCE("lastFailureCode", 'UNKNOWN') AS "code",
      COALESCE("lastFailureClass", 'retry-later') AS "failureClass", count(*)::int AS "count"
    FROM "Connection" WHERE ${LIVES} AND ${FAILS}
    GROUP BY 1, 2 ORDER BY 3 DESC, 1 LIMIT 12`)
}

async function readRuns(db: Queryable, now: Date): Promise<FleetView['runsLastHour']> {
  const rows = await db.run.groupBy({
    by: ['kind', 'outcome'],
    where: { startedAt: { gt: new Date(now.getTime() - HOUR_MS) } },
    _count: true,
    orderBy: [{ kind: 'asc' }, { outcome: 'asc' }],
  })
  return rows.map(({ kind, outcome, _count }) => ({
    kind: kind === 'SYNC' ? 'sync' : 'import',
    outcome: outcome.toLowerCase(),
    count: _count,
  }))
}

async function readMails(db: Queryable, now: Date): Promise<FleetView['mails']> {
  const [waiting, failed] = await Promise.all([
    db.agendaItem.count({ where: { kind: 'mail.send' } }),
    db.mail.count({ where: failedMails(now) }),
  ])
  return { waiting, failed }
}

/** Given up by the mail server's doing; not those that were no longer true. */
export function failedMails(now: Date) {
  const since = new Date(now.getTime() - MAIL_DAYS * 24 * HOUR_MS)
  return { failedAt: { gt: since }, failure: { not: 'OVERTAKEN' } } satisfies Prisma.MailWhereInput
}
