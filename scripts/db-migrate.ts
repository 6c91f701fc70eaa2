import { resolveDatabaseUrl } from '@/lib/db/embedded/resolve-database-url'
import { applyMigrations } from '@/lib/db/migrations/apply-migrations'

const database = await resolveDatabaseUrl()
try {
  const applied = await applyMigrations(database.url)
  console.log(
    applied.length > 0
      ? applied.map((name) => `applied ${name}`).join('\n')
      : 'The database is up to date.',
  )
} finally {
  await database.stop()
}
