import { z } from 'zod'
import { connectDatabase } from '@/lib/db/client'
import { resolveDatabaseUrl } from '@/lib/db/embedded/resolve-database-url'
import { AppError } from '@/lib/errors'
import { AuditReason } from '@/lib/support/audit'
import { linkAtCommandLine } from '@/lib/support/link-at-command-line'
import { givenEnvironment } from './start/given-environment'

/** `npm run reconnect-link -- CONNECTION [REASON]`: prints a link for support to send, good for a day and once. */
const connectionId = z.uuid().safeParse(process.argv[2])
const reason = AuditReason.safeParse(process.argv.slice(3).join(' ') || 'at the command line')
if (!connectionId.success || !reason.success) {
  console.error('Name the connection by its id: npm run reconnect-link -- CONNECTION [REASON]')
  process.exit(1)
}
const env = givenEnvironment()
const database = await resolveDatabaseUrl(env)
const db = connectDatabase(database.url)
try {
  const { address, expiresAt } = await linkAtCommandLine(db, {
    connectionId: connectionId.data,
    reason: reason.data,
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
