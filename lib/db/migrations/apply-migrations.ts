import pg from 'pg'
import { DEFAULT_PLACE, readMigrations, type SchemaPlace } from './migration-files'
import { withSchemaEngine } from './schema-engine'

/** Any number nobody else uses: "tallybook migrations" has no better one. */
const ADVISORY_LOCK = 7_259_812_001

const FILTERS = { externalTables: [], externalEnums: [] }

/**
 * Brings the database up to the newest migration. Callers at the same time wait for each other.
 * One that was interrupted or failed before is tried again: it left nothing (see migration-connection.ts).
 * The lock lives as long as a transaction, not a session, so a transaction-pooling proxy does not lose it.
 *
 * @returns the names of those that were applied now.
 */
export async function applyMigrations(
  url: string,
  place: SchemaPlace = DEFAULT_PLACE,
): Promise<string[]> {
  const migrationsList = await readMigrations(place)
  const migrationScripts = new Set(
    migrationsList.migrationDirectories.map(({ migrationFile }) => migrationFile.content.value),
  )
  const guard = new pg.Client({ connectionString: url, application_name: 'tallybook-migrations' })
  guard.on('error', () => {})
  await guard.connect()
  try {
    await guard.query('BEGIN')
    await guard.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCK])
    const applied = await withSchemaEngine({ url, migrationScripts }, async (engine) => {
      const { failedMigrationNames } = await engine.diagnoseMigrationHistory({
        migrationsList,
        filters: FILTERS,
        optInToShadowDatabase: false,
      })
      for (const migrationName of failedMigrationNames) {
        await engine.markMigrationRolledBack({ migrationName })
      }
      return engine.applyMigrations({ migrationsList, filters: FILTERS })
    })
    await guard.query('COMMIT')
    return applied.appliedMigrationNames
  } finally {
    await guard.end()
  }
}
