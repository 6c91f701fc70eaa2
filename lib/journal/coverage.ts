import type { Queryable } from '@/lib/db/client'
import { Prisma, type RunOutcome } from '@/lib/db/generated/client'
import { type CoveredMonth, coverage, type Span } from '@/lib/domain/coverage'
import type { CoverageCure, CoverageMonthView, CoverageView } from '@/lib/domain/views/coverage'
import { wallClock } from '@/lib/domain/zoned-time'
import { notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { accountView } from './account-view'
import { visibleAccount } from './visible-accounts'

/** Where every month of an account comes from, and what can be done about those that are missing. */
export async function accountCoverage(
  db: Queryable,
  input: { actor: Pick<Actor, 'userId' | 'timeZone'>; accountId: string; now: Date },
): Promise<CoverageView> {
  const { actor, now } = input
  const account = await db.tradingAccount.findFirst({
    where: visibleAccount(actor, input.accountId),
    include: { connection: true },
  })
  if (!account) throw notFound('account')
  const accountId = account.id
  const [closings, files, newest] = await Promise.all([
    closingsByMonth(db, accountId, actor.timeZone),
    fileSpans(db, accountId),
    db.run.findFirst({
      where: { accountId, kind: 'SYNC' },
      orderBy: { startedAt: 'desc' },
      select: { outcome: true },
    }),
  ])
  const local = (at: Date) => wallClock(at, actor.timeZone)
  const localSpan = ({ from, to }: Span) => ({ from: local(from), to: local(to) })
  const synced = syncedSpan(account, newest?.outcome)
  const begins = account.registeredAt
  const wanted = later(begins, account.historyWantedFrom)
  const underWay =
    account.followedAt !== null && account.missingSince === null && account.backfilledAt === null
  const months = coverage({
    now: local(now),
    beginsAt: begins && local(begins),
    synced: synced && localSpan(synced),
    comingFrom: underWay ? local(wanted ?? EVER) : null,
    files: files.map(localSpan),
    closings,
  })
  const canFetch =
    !underWay &&
    isReadable(account) &&
    account.historyLimitAt === null &&
    synced !== null &&
    (!begins || synced.from > begins)
  const from = synced && local(synced.from)
  return {
    accountId,
    accountName: accountView(account).name,
    source: accountView(account).source,
    connectionId: account.connectionId,
    months: months.map((month) =>
      monthView(month, { from, canFetch, linked: synced !== null, today: dayOf(local(now)) }),
    ),
    history: {
      from: from && dayOf(from),
      wantedFrom: account.historyWantedFrom && dayOf(local(account.historyWantedFrom)),
      opened: begins && dayOf(local(begins)),
      limit: account.historyLimitAt && dayOf(local(account.historyLimitAt)),
      underWay,
      canFetch,
    },
  }
}

const EVER = new Date(0)

type LoadedAccount = Prisma.TradingAccountGetPayload<{ include: { connection: true } }>

/**
 * What cTrader has told all of. A check that found nothing new speaks for the time up to it, unless
 * the account was not read to the end.
 */
function syncedSpan(account: LoadedAccount, newestRun: RunOutcome | undefined): Span | null {
  const { historyFrom, historyLimitAt, syncedThrough, connection } = account
  if (!historyFrom || !syncedThrough) return null
  const isBehind = newestRun !== undefined && newestRun !== 'COMPLETED'
  const isRead = account.followedAt && !account.missingSince && !account.unreadableSince
  const checkedAt = isRead && !isBehind ? (connection?.lastSuccessAt ?? null) : null
  return {
    from: later(historyFrom, historyLimitAt) ?? historyFrom,
    to: later(syncedThrough, checkedAt) ?? syncedThrough,
  }
}

function isReadable({ followedAt, missingSince, connection }: LoadedAccount): boolean {
  if (!connection?.grantedAt || !followedAt || missingSince) return false
  const { refusedAt, removedAt, supersededAt, pausedAt } = connection
  return !refusedAt && !removedAt && !supersededAt && !pausedAt
}

function monthView(
  month: CoveredMonth,
  synced: { from: Date | null; canFetch: boolean; linked: boolean; today: string },
): CoverageMonthView {
  const part = month.syncedPart && {
    from: dayOf(month.syncedPart.from),
    // A part that ends at midnight ends with the day before.
    to: dayOf(new Date(month.syncedPart.to.getTime() - 1)),
  }
  // A month that is not over yet is told as far as it has come.
  const isSoFar = month.kind !== 'gap' && part?.to === synced.today
  return {
    ...month,
    syncedPart: isSoFar ? null : part,
    cures: month.kind === 'gap' ? curesOf(month, synced) : [],
  }
}

function curesOf(
  { month }: CoveredMonth,
  { from, canFetch, linked }: { from: Date | null; canFetch: boolean; linked: boolean },
): CoverageCure[] {
  const isOlder = from !== null && month <= dayOf(from).slice(0, 7)
  if (isOlder) return canFetch ? ['fetch', 'upload'] : ['upload']
  return linked ? ['connection', 'upload'] : ['upload']
}

/** Months are months of the trader's calendar. */
async function closingsByMonth(db: Queryable, accountId: string, timeZone: string) {
  return db.$queryRaw<{ month: string; sync: number; file: number; both: number }[]>(Prisma.sql`
    SELECT to_char("executedAt" AT TIME ZONE ${timeZone}, 'YYYY-MM') AS "month",
      count(*) FILTER (WHERE "source" = 'SYNC')::int AS "sync",
      count(*) FILTER (WHERE "source" = 'FILE')::int AS "file",
      count(*) FILTER (WHERE "source" = 'BOTH')::int AS "both"
    FROM "Deal" WHERE "accountId" = ${accountId}::uuid AND "net" IS NOT NULL GROUP BY 1`)
}

async function fileSpans(db: Queryable, accountId: string): Promise<Span[]> {
  const runs = await db.run.findMany({
    where: { accountId, kind: 'IMPORT', outcome: 'COMPLETED' },
    select: { coveredFrom: true, coveredTo: true },
  })
  return runs.flatMap(({ coveredFrom, coveredTo }) =>
    coveredFrom && coveredTo ? [{ from: coveredFrom, to: coveredTo }] : [],
  )
}

function later(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b
  return a > b ? a : b
}

/** Of an instant on the wall clock. */
function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
