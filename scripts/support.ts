import { z } from 'zod'
import { connectDatabase } from '@/lib/db/client'
import { resolveDatabaseUrl } from '@/lib/db/embedded/resolve-database-url'
import { readSupportEnv } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { explainAsText, timelineAsText } from '@/lib/support/explain-as-text'
import { explainConnection } from '@/lib/support/explain-connection'
import { givenEnvironment } from './start/given-environment'

/** `npm run support -- explain|timeline CONNECTION [--json]`: what the support page says, as text. */
const words = process.argv.slice(2).filter((word) => word !== '--json')
const asJson = process.argv.includes('--json')
const asked = z.tuple([z.enum(['explain', 'timeline']), z.uuid()]).safeParse(words)
if (!asked.success) {
  console.error('Say what and of which: npm run support -- explain|timeline CONNECTION [--json]')
  process.exit(1)
}
const [what, connectionId] = asked.data
const env = givenEnvironment()
const { SYNC_CHECK_SECONDS: checkEverySeconds, platforms } = readSupportEnv(env)
const database = await resolveDatabaseUrl(env)
const db = connectDatabase(database.url)
try {
  const now = new Date()
  const asker = { staff: 'command-line', connectionId, now } as const
  const view = await explainConnection(db, { ...asker, checkEverySeconds, platforms })
  if (asJson) console.log(JSON.stringify(what === 'explain' ? view : view.timeline, null, 2))
  else console.log(what === 'explain' ? explainAsText(view) : timelineAsText(view))
} catch (error) {
  if (!(error instanceof AppError)) throw error
  process.exitCode = 1
  console.error(error.message)
} finally {
  await db.$disconnect()
  await database.stop()
}
process.exit()
