import { z } from 'zod'
import { connectDatabase } from '@/lib/db/client'
import { resolveDatabaseUrl } from '@/lib/db/embedded/resolve-database-url'
import { Role } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { AuditReason } from '@/lib/support/audit'
import { giveRole } from '@/lib/support/give-role'
import { givenEnvironment } from './start/given-environment'

/** `npm run roles -- EMAIL ROLE [REASON]`: makes somebody support or operator, or a trader again. */
const [email = '', wanted = '', ...words] = process.argv.slice(2)
const role = z.enum(Role).safeParse(wanted.toUpperCase() === 'OPERATOR' ? 'ADMIN' : wanted)
const reason = AuditReason.safeParse(words.join(' ') || 'at the command line')
if (!email || !role.success || !reason.success) {
  console.error('Say who and what: npm run roles -- EMAIL TRADER|SUPPORT|OPERATOR [REASON]')
  process.exit(1)
}
const database = await resolveDatabaseUrl(givenEnvironment())
const db = connectDatabase(database.url)
try {
  const asked = { role: role.data, reason: reason.data, now: new Date() }
  const { before } = await giveRole(db, { staff: 'command-line', who: { email }, ...asked })
  console.log(
    before === role.data
      ? `${email} is ${before} already; nothing was changed.`
      : `${email} was ${before} and is ${role.data} now. They have to sign in again.`,
  )
} catch (error) {
  if (!(error instanceof AppError)) throw error
  process.exitCode = 1
  console.error(error.message)
} finally {
  await db.$disconnect()
  await database.stop()
}
process.exit()
