import { connectDatabase } from '@/lib/db/client'
import { resolveDatabaseUrl } from '@/lib/db/embedded/resolve-database-url'
import { rebuildResults } from '@/lib/ledger/rebuild-results'
import { givenEnvironment } from './start/given-environment'

/**
 * `npm run rebuild`: derives every daily and monthly result from the trades anew, while the system runs, and says
 * how many rows were not what they should have been. Exits with 1 when any were.
 */
const database = await resolveDatabaseUrl(givenEnvironment())
const db = connectDatabase(database.url)
try {
  const { traders, rows, differed } = await rebuildResults(db)
  console.log(`${rows} results of ${traders} people rebuilt; ${differed} rows differed.`)
  if (differed > 0) process.exitCode = 1
} finally {
  await db.$disconnect()
  await database.stop()
}
process.exit()
