import { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import { Prisma, type RunOutcome } from '@/lib/db/generated/client'
import type { ActivityRowView, ActivityView } from '@/lib/domain/views/activity'
import type { Actor } from '@/lib/identity/sessions'
import { runView } from './run-view'
import { ofVisibleAccount } from './visible-accounts'

const PAGE_SIZE = 25

/** Place in the list: the instant a run started, and its id. */
const Cursor = z
  .tuple([z.iso.datetime(), z.uuid()])
  .transform(([at, id]) => ({ at: new Date(at), id }))

export const ActivityQuery = z.object({
  source: z.enum(['sync', 'file']).optional().catch(undefined),
  account: z.uuid().optional().catch(undefined),
  connection: z.uuid().optional().catch(undefined),
  outcome: z.enum(['running', 'completed', 'failed', 'cancelled']).optional().catch(undefined),
  before: z
    .string()
    .transform((cursor) => cursor.split('_'))
    .pipe(Cursor)
    .optional()
    .catch(undefined),
  limit: z.coerce.number().int().min(1).max(PAGE_SIZE).catch(PAGE_SIZE),
})

/** Every arrival of data, sync or file alike, newest first. */
export async function listActivity(
  db: Queryable,
  { actor, query }: { actor: Actor; query: z.output<typeof ActivityQuery> },
): Promise<ActivityView> {
  const { source, account, connection, outcome, before, limit } = query
  const runs = await db.run.findMany({
    where: {
      ...ofVisibleAccount(actor, account),
      kind: source && (source === 'sync' ? 'SYNC' : 'IMPORT'),
      connectionId: connection,
      outcome: outcome?.toUpperCase() as RunOutcome | undefined,
      ...(before
        ? {
            AND: {
              OR: [
                { startedAt: { lt: before.at } },
                { startedAt: before.at, id: { lt: before.id } },
              ],
            },
          }
        : {}),
    },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    include: activityParts,
  })
  const shown = runs.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: await toRows(db, shown),
    older: runs.length > limit && last ? `${last.startedAt.toISOString()}_${last.id}` : null,
  }
}

export const activityParts = {
  account: true,
  ofImport: { select: { id: true, fileName: true } },
} satisfies Prisma.RunInclude

export type LoadedRun = Prisma.RunGetPayload<{ include: typeof activityParts }>

/** @param runs of one trader */
export async function toRows(db: Queryable, runs: LoadedRun[]): Promise<ActivityRowView[]> {
  const knownUpTo = await knownBefore(db, runs)
  return runs.map((run) => ({
    ...runView(run),
    accountId: run.accountId,
    connectionId: run.connectionId,
    file: run.ofImport && { importId: run.ofImport.id, name: run.ofImport.fileName },
    coveredFrom: run.coveredFrom?.toISOString() ?? null,
    coveredTo: run.coveredTo?.toISOString() ?? null,
    knownUpTo: knownUpTo.get(run.id)?.toISOString() ?? null,
  }))
}

/** Up to when the trades were known before each of the runs that found nothing. */
async function knownBefore(db: Queryable, runs: LoadedRun[]): Promise<Map<string, Date>> {
  const empty = runs.filter(
    ({ kind, outcome, added }) => kind === 'SYNC' && outcome === 'COMPLETED' && added === 0,
  )
  if (empty.length === 0) return new Map()
  const rows = await db.$queryRaw<{ id: string; knownUpTo: Date | null }[]>(Prisma.sql`
    SELECT r."id", (
      SELECT p."coveredTo" FROM "Run" p
      WHERE p."accountId" = r."accountId" AND p."kind" = 'SYNC' AND p."startedAt" < r."startedAt"
        AND p."coveredTo" IS NOT NULL
      ORDER BY p."startedAt" DESC LIMIT 1) AS "knownUpTo"
    FROM "Run" r WHERE r."id" = ANY(${empty.map(({ id }) => id)}::uuid[])`)
  return new Map(rows.flatMap(({ id, knownUpTo }) => (knownUpTo ? [[id, knownUpTo] as const] : [])))
}
