import { randomBytes } from 'node:crypto'
import { connectDatabase } from '@/lib/db/client'
import type { Role } from '@/lib/db/generated/client'
import { hashPassword } from './passwords'

export type DemoSignIn = { email: string; password: string }

const DEMO_USERS: { email: string; role: Role }[] = [
  { email: 'demo@tallybook.local', role: 'TRADER' },
  { email: 'support@tallybook.local', role: 'SUPPORT' },
  { email: 'operator@tallybook.local', role: 'ADMIN' },
]

/**
 * Makes the demo users of an embedded database, or gives them the passwords passed in.
 * Never called for somebody's own database.
 */
export async function seedDemoUsers(
  databaseUrl: string,
  passwords: Record<string, string> = {},
): Promise<DemoSignIn[]> {
  const db = connectDatabase(databaseUrl, { maxConnections: 1 })
  try {
    const signIns: DemoSignIn[] = []
    for (const { email, role } of DEMO_USERS) {
      const password = passwords[email] ?? randomBytes(9).toString('base64url')
      const passwordHash = await hashPassword(password)
      await db.user.upsert({
        where: { email },
        create: { email, role, passwordHash },
        update: { passwordHash, role },
      })
      signIns.push({ email, password })
    }
    return signIns
  } finally {
    await db.$disconnect()
  }
}
