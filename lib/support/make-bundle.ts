import { z } from 'zod'
import { showTest } from '@/lib/connections/connection-test'
import type { Queryable } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { bundleAsText } from '@/lib/domain/support/bundle-as-text'
import type { PlatformView } from '@/lib/domain/views/platform'
import type { ExplainedConnectionView } from '@/lib/domain/views/support'
import type { SupportBundle, SupportBundleView } from '@/lib/domain/views/support-bundle'
import { notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import type { StoredPreview } from '@/lib/imports/preview'
import { knownHeader } from '@/lib/imports/reading/read-header'
import { visibleAccounts } from '@/lib/journal/visible-accounts'
import packageJson from '@/package.json' with { type: 'json' }
import { explainFor } from './explain-connection'

const TIMELINE_ROWS = 20
const RUNS = 10
const IMPORTS = 3
const LINES_NAMED = 5

/** What an error card knows: where it stands, and the code and reference it shows. */
export const BundleQuery = z.object({
  connection: z.uuid().optional().catch(undefined),
  import: z.uuid().optional().catch(undefined),
  code: z
    .string()
    .regex(/^[\w-]{1,60}$/)
    .optional()
    .catch(undefined),
  reference: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .optional()
    .catch(undefined),
  /** Of the address only its first part, which no id and no filter is in. */
  page: z
    .string()
    .regex(/^\/[a-z-]{0,30}$/)
    .optional()
    .catch(undefined),
})

type Around = { now: Date; checkEverySeconds: number; platforms: readonly PlatformView[] }
type Trader = Pick<Actor, 'userId' | 'email' | 'timeZone'>

/**
 * A bundle about a trader's own connection, import or error. Nothing gets in but what is named here, so
 * no token, balance, trade, note, file name or row of a file can.
 *
 * @throws AppError NOT_FOUND when the connection or the import is not this trader's
 */
export async function makeBundle(
  db: Queryable,
  input: Around & { trader: Trader; query: z.output<typeof BundleQuery> },
): Promise<SupportBundleView> {
  const { trader, query, now, ...around } = input
  const { connection: connectionId, import: importId } = query
  const bundle: SupportBundle = {
    madeAt: now.toISOString(),
    versions: {
      tallybook: packageJson.version,
      node: process.versions.node,
      database: await newestMigration(db),
    },
    error: query.code
      ? { code: query.code, reference: query.reference ?? null, page: query.page ?? null }
      : null,
    connection: connectionId
      ? await bundledConnection(db, { ...around, trader, connectionId, now })
      : null,
    imports: await bundledImports(db, { trader, importId, connectionId }),
  }
  return { bundle, text: bundleAsText(bundle) }
}

async function bundledConnection(
  db: Queryable,
  input: Around & { trader: Trader; connectionId: string },
): Promise<SupportBundle['connection']> {
  const { trader, connectionId, now } = input
  const owned = { id: connectionId, userId: trader.userId, mergedIntoId: null, repairsId: null }
  if ((await db.connection.count({ where: owned })) === 0) throw notFound('connection')
  const view = await explainFor(db, { ...input, owner: trader })
  const { test } = await showTest(db, { actor: trader, connectionId, now })
  return {
    id: view.id,
    platform: view.platform,
    state: view.state,
    reason: view.reason,
    since: view.since,
    linkedAt: view.createdAt,
    lastSuccessAt: view.lastSuccessAt,
    lastFailureAt: view.lastFailureAt,
    tradesUpTo: view.tradesUpTo,
    nextCheckAt: view.nextCheckAt,
    workerAlive: view.around.workerAlive,
    access: bundledAccess(view.grant),
    accounts: view.accounts.map((account) => ({
      id: account.id,
      environment: account.environment,
      followed: account.followed,
      archived: account.archived,
      goneSince: account.goneSince,
      unreadable: account.unreadable,
      completeFrom: account.historyFrom,
      readUpTo: account.syncedThrough,
      historyComplete: account.historyComplete,
      addsUp: account.addsUp,
    })),
    agenda: view.agenda.map(({ kind, dueAt, attempts, lastReason }) => ({
      kind,
      dueAt,
      attempts,
      lastReason,
    })),
    errors: view.errors.map(({ code, count, firstAt, lastAt }) => ({
      code,
      count,
      firstAt,
      lastAt,
    })),
    runs: view.runs
      .slice(0, RUNS)
      .map(({ id, trigger, startedAt, finishedAt, outcome, failed, reason }) => ({
        ...{ id, trigger, startedAt, finishedAt, outcome, failed, reason },
      })),
    test: test && {
      askedAt: test.askedAt,
      finishedAt: test.finishedAt,
      steps: test.steps.map(({ step, outcome, tookMs, code }) => ({ step, outcome, tookMs, code })),
    },
    // Without words and reasons, which people have typed.
    timeline: view.timeline
      .slice(0, TIMELINE_ROWS)
      .map(({ at, who, kind, code }) => ({ at, who, kind, code })),
  }
}

function bundledAccess(grant: ExplainedConnectionView['grant']) {
  return (
    grant && {
      scope: grant.scope,
      endsAt: grant.accessEndsAt,
      renewedAt: grant.renewedAt,
      renewalFailingSince: grant.renewalFailingSince,
      failuresInARow: grant.failuresInARow,
    }
  )
}

async function bundledImports(
  db: Queryable,
  {
    trader,
    importId,
    connectionId,
  }: { trader: Trader; importId?: string | undefined; connectionId?: string | undefined },
): Promise<SupportBundle['imports']> {
  if (!importId && !connectionId) return []
  const files = await db.importFile.findMany({
    where: {
      userId: trader.userId,
      account: { ...visibleAccounts(trader), ...(importId ? {} : { connectionId }) },
      ...(importId ? { id: importId } : {}),
    },
    orderBy: { uploadedAt: 'desc' },
    take: IMPORTS,
    select: {
      id: true,
      accountId: true,
      state: true,
      uploadedAt: true,
      sizeBytes: true,
      preview: true,
    },
  })
  if (importId && files.length === 0) throw notFound('import')
  return Promise.all(
    files.map(async ({ id, accountId, state, uploadedAt, sizeBytes, preview }) => {
      const { headers = [], counts = null, refusal } = (preview ?? {}) as Partial<StoredPreview>
      return {
        id,
        accountId,
        state,
        uploadedAt: uploadedAt.toISOString(),
        sizeBytes,
        refusal: refusal?.code ?? null,
        columns: headers.map(knownHeader),
        counts: counts && { ...counts },
        problems: await problemsOf(db, id),
      }
    }),
  )
}

async function problemsOf(db: Queryable, importFileId: string) {
  return db.$queryRaw<{ cause: string; rows: number; lines: number[] }[]>(Prisma.sql`
    SELECT coalesce("detail"->>'cause', 'unknown') AS "cause", count(*)::int AS "rows",
      (array_agg("line" ORDER BY "line"))[1:${LINES_NAMED}::int] AS "lines"
    FROM "ImportRow" WHERE "importFileId" = ${importFileId}::uuid AND "verdict" = 'problem'
    GROUP BY 1 ORDER BY 2 DESC, 1`)
}

/** The schema this database has, by the name of what brought it there. */
async function newestMigration(db: Queryable): Promise<string | null> {
  const rows = await db.$queryRaw<{ name: string }[]>(Prisma.sql`
    SELECT "migration_name" AS "name" FROM "_prisma_migrations"
    WHERE "finished_at" IS NOT NULL ORDER BY "migration_name" DESC LIMIT 1`)
  return rows[0]?.name ?? null
}
