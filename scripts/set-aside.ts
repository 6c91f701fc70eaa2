import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { connectDatabase } from '@/lib/db/client'
import { resolveDatabaseUrl } from '@/lib/db/embedded/resolve-database-url'
import { DriveAgainInput, driveAgain } from '@/lib/operator/drive-again'
import { listSetAside } from '@/lib/operator/set-aside'
import { givenEnvironment } from './start/given-environment'

/**
 * `npm run set-aside`: lists work that failed too often on our side, and mails that were given up.
 * `npm run set-aside -- drive all|ID… REASON`: makes them due again.
 */
const HOW = 'Say what: npm run set-aside [-- drive all|ID,ID… REASON]'
const [verb, which = '', ...words] = process.argv.slice(2)
const ids = which === 'all' ? undefined : which.split(',')
const asked = DriveAgainInput.safeParse({ ids, reason: words.join(' '), requestId: randomUUID() })
if (
  !z.enum(['list', 'drive']).optional().safeParse(verb).success ||
  (verb === 'drive' && !asked.success)
) {
  console.error(HOW)
  process.exit(1)
}
const database = await resolveDatabaseUrl(givenEnvironment())
const db = connectDatabase(database.url)
try {
  const asker = { staff: 'command-line', now: new Date() } as const
  if (verb === 'drive' && asked.data) {
    const { driven } = await driveAgain(db, { ...asked.data, ...asker })
    console.log(`${driven} due now.`)
  } else {
    const { items, more } = await listSetAside(db, asker)
    for (const { id, kind, email, dueAt, reason, correlation } of items)
      console.log([id, kind, email ?? '-', dueAt, reason ?? '-', correlation ?? '-'].join('  '))
    if (items.length === 0) console.log('Nothing is set aside.')
    if (more) console.log('There is more.')
  }
} finally {
  await db.$disconnect()
  await database.stop()
}
process.exit()
