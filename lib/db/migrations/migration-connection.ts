import { PrismaPg } from '@prisma/adapter-pg'
import {
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import pg from 'pg'

const CHAR_TYPE = 18
const TEXT_TYPE = 25

/**
 * The adapter refuses the one-letter type "char", which the catalogues are full of. It is passed through
 * the adapter as text and given its own type again afterwards.
 */
function readCharColumns(pool: pg.Pool, adapter: SqlDriverAdapter): void {
  /** By the very array of rows, which the adapter hands on as it is. */
  const charColumns = new WeakMap<unknown[], number[]>()

  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryResult>
  pool.query = (async (...args: unknown[]) => {
    const result = await query(...args)
    const found = (result.fields ?? []).flatMap((field, index) => {
      if (field.dataTypeID !== CHAR_TYPE) return []
      field.dataTypeID = TEXT_TYPE
      return [index]
    })
    if (found.length > 0) charColumns.set(result.rows, found)
    return result
  }) as typeof pool.query

  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (params) => {
    const result = await queryRaw(params)
    for (const index of charColumns.get(result.rows) ?? []) {
      result.columnTypes[index] = ColumnTypeEnum.Character
    }
    return result
  }
}

/**
 * Runs in the same transaction as a migration's own statements: a migration that is recorded as begun and
 * not as finished has therefore changed nothing, whatever was killed when, and can be tried again.
 */
const MARK_FINISHED = `
;UPDATE "_prisma_migrations" SET finished_at = now(), applied_steps_count = 1
  WHERE finished_at IS NULL AND rolled_back_at IS NULL;`

async function runScript(pool: pg.Pool, script: string): Promise<void> {
  try {
    await pool.query(script)
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    throw new DriverAdapterError({
      kind: 'postgres',
      code: error.code ?? 'N/A',
      severity: error.severity ?? 'ERROR',
      message: error.message,
      detail: error.detail,
      column: error.column,
      hint: error.hint,
    })
  }
}

/**
 * What the schema engine reaches databases through: Prisma's pg adapter with two faults repaired. It reads
 * catalogues (see above), and it hands a migration to the server whole: the adapter's own `executeScript`
 * cuts at every semicolon, which tears functions, triggers and string literals apart and gives up the one
 * transaction that PostgreSQL runs a script in.
 */
export class MigrationConnections implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'postgres'
  readonly adapterName = '@prisma/adapter-pg'
  private readonly pools: pg.Pool[] = []
  private readonly url: string
  private readonly shadowUrl: string | undefined
  private readonly migrationScripts: ReadonlySet<string>

  constructor({
    url,
    shadowUrl,
    migrationScripts,
  }: {
    url: string
    shadowUrl?: string
    migrationScripts?: ReadonlySet<string>
  }) {
    this.url = url
    this.shadowUrl = shadowUrl
    this.migrationScripts = migrationScripts ?? new Set()
  }

  connect(): Promise<SqlDriverAdapter> {
    return this.open(this.url)
  }

  connectToShadowDb(): Promise<SqlDriverAdapter> {
    if (!this.shadowUrl) throw new Error('This verb was given no shadow database')
    return this.open(this.shadowUrl)
  }

  async close(): Promise<void> {
    await Promise.all(this.pools.map((pool) => (pool.ended ? undefined : pool.end())))
  }

  private async open(connectionString: string): Promise<SqlDriverAdapter> {
    const pool = new pg.Pool({
      connectionString,
      application_name: 'tallybook-migrations',
      // Closed explicitly; the idle timers would hold the process for ten seconds longer.
      idleTimeoutMillis: 0,
    })
    this.pools.push(pool)
    // A connection lost while idle shows in the next query; without a listener it would end the process.
    pool.on('error', () => {})
    const adapter = await new PrismaPg(pool).connect()
    readCharColumns(pool, adapter)
    adapter.executeScript = (script) =>
      runScript(pool, this.migrationScripts.has(script) ? `${script}${MARK_FINISHED}` : script)
    return adapter
  }
}
