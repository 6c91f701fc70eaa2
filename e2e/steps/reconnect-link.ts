import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Stack } from '@/e2e/stack/start-stack'

/** The address that `npm run reconnect-link` prints, as support would send it. */
export async function makeReconnectLink(stack: Stack, connectionId: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'scripts/reconnect-link.ts', connectionId],
    {
      cwd: path.resolve(import.meta.dirname, '../..'),
      env: { ...process.env, DATABASE_URL: stack.databaseUrl, APP_URL: stack.baseUrl },
    },
  )
  return stdout.trim()
}
