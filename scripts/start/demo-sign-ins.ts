import path from 'node:path'
import { type DemoSignIn, seedDemoUsers } from '@/lib/identity/seed-demo-users'
import { DATA_DIR } from './development-secrets'
import { readOrCreatePrivateFile, replacePrivateFile } from './private-file'

/** Passwords are made once and stay, so what was printed yesterday still works. */
export async function demoSignIns(databaseUrl: string): Promise<DemoSignIn[]> {
  const file = path.join(DATA_DIR, 'demo-sign-ins.json')
  const write = (signIns: DemoSignIn[]) => `${JSON.stringify(signIns, null, 2)}\n`
  let fresh: DemoSignIn[] | undefined
  const text = await readOrCreatePrivateFile(file, async () => {
    fresh = await seedDemoUsers(databaseUrl)
    return write(fresh)
  })
  if (fresh) return fresh
  // Again at every start: the database may have been thrown away since.
  const known = JSON.parse(text) as DemoSignIn[]
  const all = await seedDemoUsers(
    databaseUrl,
    Object.fromEntries(known.map(({ email, password }) => [email, password])),
  )
  // A newer version may have brought somebody more.
  if (all.length > known.length) await replacePrivateFile(file, write(all))
  return all
}
