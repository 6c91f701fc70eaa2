import { resolveDatabaseUrl } from '@/lib/db/embedded/resolve-database-url'
import { DEFAULT_PLACE, type SchemaPlace } from './migration-files'
import { schemaDifference } from './schema-difference'

export class SchemaDrift extends Error {
  override readonly name = 'SchemaDrift'
}

/** Fails when schema.prisma and the migrations disagree. Looks at no existing database. */
export async function checkDrift(
  options: { place?: SchemaPlace; serverUrl?: string } = {},
): Promise<void> {
  const database = options.serverUrl
    ? { url: options.serverUrl, stop: async () => {} }
    : await resolveDatabaseUrl()
  try {
    const difference = await schemaDifference(database.url, options.place ?? DEFAULT_PLACE)
    if (difference) {
      throw new SchemaDrift(
        `schema.prisma and prisma/migrations disagree. Run "npm run db:diff -- NAME" and read what it writes.\n\n${difference.summary}`,
      )
    }
  } finally {
    await database.stop()
  }
}
