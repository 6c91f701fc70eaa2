import { z } from 'zod'
import { makeReconnectLink } from '@/lib/connections/make-reconnect-link'
import { connectDatabase } from '@/lib/db/client'
import { resolveDatabaseUrl } from '@/lib/db/embedded/resolve-database-url'
import { AppError } from '@/lib/errors'
import { givenEnvironment } from './start/given-environment'

/** `npm run reconnect-link -- CONNECTION`: prints a link for support to send, good for a day and once. */
const connectionId = z.uuid().safeParse(process.argv[2])
if (!connectionId.success) {
  console.error('Name the connection by its id: npm run reconnect-link -- CONNECTION')
  process.exit(1)
}
const env = givenEnvironment()
const database = await resolveDatabaseUrl(env)
const db = connectDatabase(database.url)
try {
  const { address, expiresAt } = await makeReconnectLink(db, {
    by: 'operator',
    connectionId: connectionId.data,
    appUrl: (env.APP_URL || `http://localhost:${env.PORT || 3000}`).replace(/\/+$/, ''),
    now: new Date(),
  })
  console.log(address)
  console.error(`Works once, until ${expiresAt.toISOString()}, for the connection’s owner only.`)
} catch (error) {
  if (!(error instanceof AppError)) throw error
  process.exitCode = 1
  console.error(error.message)
} finally {
  await db.$disconnect()
  await database.stop()
}
process.exit()
