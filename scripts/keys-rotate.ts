import path from 'node:path'
import { connectDatabase } from '@/lib/db/client'
import { resolveDatabaseUrl } from '@/lib/db/embedded/resolve-database-url'
import { readTokenKeys, SettingsError } from '@/lib/env'
import { KeptAnswers } from '@/lib/grants/kept-answers'
import { VaultError } from '@/lib/grants/key-ring'
import { rewrapGrants } from '@/lib/grants/vault'
import { DATA_DIR, developmentSecrets } from './start/development-secrets'
import { givenEnvironment } from './start/given-environment'

/**
 * `npm run keys:rotate`: wraps every grant with the first key of TOKEN_KEYS, while the system runs.
 * Afterwards the other keys may be taken out of TOKEN_KEYS.
 */
const env = givenEnvironment()
const database = await resolveDatabaseUrl(env)
const db = connectDatabase(database.url)
try {
  const text = env.TOKEN_KEYS || (await developmentSecrets()).TOKEN_KEYS
  const ring = readTokenKeys({ ...env, TOKEN_KEYS: text })
  const count = await rewrapGrants(db, ring)
  console.log(`${count} grants are wrapped with the key "${ring[0]?.id}" now; none with another.`)
  const folder = env.GRANT_ANSWERS_DIR || path.join(DATA_DIR, 'grant-answers')
  const waiting = await new KeptAnswers(folder, ring).all()
  if (waiting.length > 0)
    console.log(
      `${waiting.length} renewed pairs still wait on the disk: keep the old keys until a worker was started.`,
    )
} catch (error) {
  const expected = error instanceof VaultError || error instanceof SettingsError
  if (!expected) throw error
  process.exitCode = 1
  console.error(error.message)
} finally {
  await db.$disconnect()
  await database.stop()
}
process.exit()
