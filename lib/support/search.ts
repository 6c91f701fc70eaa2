import { z } from 'zod'
import { listConnections, readHouse } from '@/lib/connections/show-connection'
import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { connectionName } from '@/lib/domain/connection-name'
import { lastDigits } from '@/lib/domain/support/last-digits'
import type { PlatformView } from '@/lib/domain/views/platform'
import type { MatchedBy, SupportHitView, SupportSearchView } from '@/lib/domain/views/support'
import { text } from '@/lib/text'
import { correlationRange, findByCorrelation } from './find-by-correlation'
import { assertStaff, type Staff } from './staff'

const MOST_HITS = 20

export const SupportQuery = z.object({
  q: text(200).trim().min(3, 'Type at least three characters.'),
})

type Found = {
  matchedBy: MatchedBy
  userId: string
  /** null: the person, with every connection of theirs. */
  connectionId: string | null
  account: string | null
}

/**
 * One box for whatever a complaint holds: the beginning of an e-mail address, the id of a connection,
 * a run or an import, the reference of an error, a cTrader ID, or the last digits of an account's number.
 */
export async function searchConnections(
  db: Queryable,
  input: {
    staff: Staff
    q: string
    now: Date
    checkEverySeconds: number
    platforms: readonly PlatformView[]
  },
): Promise<SupportSearchView> {
  const { staff, q, ...around } = input
  assertStaff(staff)
  const found = await find(db, q)
  const shown = found.slice(0, MOST_HITS)
  const people = await db.user.findMany({
    where: { id: { in: shown.map(({ userId }) => userId) } },
    select: { id: true, email: true, timeZone: true },
  })
  const house = await readHouse(db, input.now)
  const hits: SupportHitView[] = []
  for (const { id: userId, email, timeZone } of people) {
    const actor = { userId, timeZone }
    const { connections } = await listConnections(db, { ...around, actor }, house)
    for (const { matchedBy, connectionId, account } of shown.filter(
      (each) => each.userId === userId,
    )) {
      const theirs = connections.filter(({ id }) => connectionId === null || id === connectionId)
      hits.push(
        ...theirs.map((view) => ({
          matchedBy,
          email,
          account,
          connection: {
            id: view.id,
            name: connectionName(view),
            state: view.state,
            lastSuccessAt: view.lastSuccessAt,
            tradesUpTo: view.tradesUpTo,
          },
        })),
      )
      if (theirs.length === 0) hits.push({ matchedBy, email, account, connection: null })
    }
  }
  return { hits, more: found.length > MOST_HITS }
}

async function find(db: Queryable, q: string): Promise<Found[]> {
  const id = z.uuid().safeParse(q)
  const byId = id.success ? await findById(db, id.data) : []
  if (byId.length > 0) return byId
  const byCorrelation = await findCorrelated(db, q)
  if (id.success || byCorrelation.length > 0) return byCorrelation
  if (/^[\d\s…]+$/.test(q)) return findByDigits(db, q.replace(/\D/g, ''))
  const users = await db.user.findMany({
    where: { email: { startsWith: q.toLowerCase() } },
    orderBy: { email: 'asc' },
    take: MOST_HITS + 1,
    select: { id: true },
  })
  return users.map((user) => ({
    matchedBy: 'email',
    userId: user.id,
    connectionId: null,
    account: null,
  }))
}

async function findById(db: Queryable, id: string): Promise<Found[]> {
  const connection = await db.connection.findFirst({ where: { id, repairsId: null } })
  if (connection)
    return [
      {
        matchedBy: 'connection',
        userId: connection.userId,
        account: null,
        connectionId: connection.mergedIntoId ?? connection.id,
      },
    ]
  const run = await db.run.findUnique({ where: { id } })
  if (run) return [{ matchedBy: 'run', ...placeOf(run), account: null }]
  const file = await db.importFile.findUnique({
    where: { id },
    select: { userId: true, account: { select: { connectionId: true } } },
  })
  if (!file) return []
  const { userId, account } = file
  return [{ matchedBy: 'import', userId, connectionId: account.connectionId, account: null }]
}

/** By the reference of an error, of a log line or of the timeline. */
async function findCorrelated(db: Queryable, q: string): Promise<Found[]> {
  const range = correlationRange(q)
  if (!range) return []
  const places = await findByCorrelation(db, range, MOST_HITS + 1)
  return places.map((place) => ({ matchedBy: 'correlation', ...place, account: null }))
}

function placeOf({ userId, connectionId }: { userId: string; connectionId: string | null }) {
  return { userId, connectionId }
}

/** A cTrader ID as a whole, and accounts by how their number ends. */
async function findByDigits(db: Queryable, digits: string): Promise<Found[]> {
  if (digits.length < 3 || digits.length > 18) return []
  const [byCtid, byLogin] = await Promise.all([
    db.connection.findMany({
      where: { ctid: BigInt(digits), mergedIntoId: null, repairsId: null },
      orderBy: { createdAt: 'desc' },
      take: MOST_HITS + 1,
    }),
    db.$queryRaw<{ userId: string; connectionId: string | null; login: bigint }[]>(Prisma.sql`
      SELECT "userId", "connectionId", "login" FROM "TradingAccount"
      WHERE "login" IS NOT NULL AND "login"::text LIKE ${`%${digits}`}
      ORDER BY "createdAt" DESC LIMIT ${MOST_HITS + 1}`),
  ])
  return [
    ...byCtid.map(({ userId, id }) => ({
      matchedBy: 'ctid' as const,
      userId,
      connectionId: id,
      account: null,
    })),
    ...byLogin.map((account) => ({
      matchedBy: 'account' as const,
      ...placeOf(account),
      account: lastDigits(account.login.toString()),
    })),
  ]
}
