import { resolveDatabaseUrl } from '@/lib/db/embedded/resolve-database-url'
import { DEFAULT_PLACE, type SchemaPlace, saveMigration } from './migration-files'
import { schemaDifference } from './schema-difference'

/**
 * Writes the step from the migrations to schema.prisma as a new folder, for a person to read and amend.
 *
 * @returns the script's path, or null when there is nothing to write.
 */
export async function writeMigration(
  name: string,
  options: { place?: SchemaPlace; serverUrl?: string; now?: Date } = {},
): Promise<string | null> {
  const place = options.place ?? DEFAULT_PLACE
  const words = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
  if (!words) throw new Error('A migration needs a name: npm run db:diff -- add_tags')
  const database = options.serverUrl
    ? { url: options.serverUrl, stop: async () => {} }
    : await resolveDatabaseUrl()
  try {
    const difference = await schemaDifference(database.url, place)
    if (!difference) return null
    const stamp = (options.now ?? new Date()).toISOString().replaceAll(/\D/g, '').slice(0, 14)
    return await saveMigration(place, `${stamp}_${words}`, difference.script)
  } finally {
    await database.stop()
  }
}
