import { DEFAULT_PLACE, readMigrations, readSchema, type SchemaPlace } from './migration-files'
import { withSchemaEngine } from './schema-engine'
import { withShadowDatabase } from './shadow-database'

export type SchemaDifference = {
  /** The SQL that leads from the migrations to the schema. */
  script: string
  /** The same for reading. */
  summary: string
}

/**
 * What schema.prisma has and the migrations do not, or the other way round; null when they agree.
 * Partial indexes, CHECK constraints, triggers and the like exist only in migrations: the engine cannot
 * express them, does not see them, and so they are no difference.
 */
export async function schemaDifference(
  serverUrl: string,
  place: SchemaPlace = DEFAULT_PLACE,
): Promise<SchemaDifference | null> {
  const [schema, migrations] = await Promise.all([readSchema(place), readMigrations(place)])
  const datamodels = schema.files.map(({ path, content }): [string, string] => [path, content])
  // Replaying needs an empty database, so each question gets one of its own.
  const compare = (script: boolean) =>
    withShadowDatabase(serverUrl, (shadowUrl) =>
      withSchemaEngine({ url: serverUrl, shadowUrl, datamodels }, (engine) =>
        engine.diff({
          from: { tag: 'migrations', ...migrations },
          to: { tag: 'schemaDatamodel', ...schema },
          script,
          exitCode: true,
          filters: { externalTables: [], externalEnums: [] },
        }),
      ),
    )
  const scripted = await compare(true)
  if (scripted.exitCode === 0) return null
  const summary = await compare(false)
  return { script: scripted.stdout ?? '', summary: summary.stdout?.trim() ?? '' }
}
