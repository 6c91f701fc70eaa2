import path from 'node:path'
import { type DemoSignIn, seedDemoUsers } from '@/lib/identity/seed-demo-users'
import { DATA_DIR } from './development-secrets'
import { readOrCreatePrivateFile } from './private-file'

/** Passwords are made once and stay, so what was printed yesterday still works. */
export async function demoSignIns(databaseUrl: string): Promise<DemoSignIn[]> {
  let fresh: DemoSignIn[] | undefined
  const text = await readOrCreatePrivateFile(
    path.join(DATA_DIR, `demo-sign-ins.json`),
    async () => {
      fresh = await seedDemoUsers(databaseUrl)
      return `${JSON.stringify(fresh, null, 2)}\n`
    },
  )
  if (fresh) return fresh
  // Again at every start: the database may have been thrown away since.
  const known = JSON.parse(text) as DemoSignIn[]
  return seedDemoUsers(
    databaseUrl,
    Object.fromEntries(known.map(({ email, password }) => [email, password])),
  )
}
