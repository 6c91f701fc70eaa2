import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Stack } from '@/e2e/stack/start-stack'

/** What a script of ours prints, run against the stack as its operator would. */
export async function runScript(stack: Stack, name: string, words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', `scripts/${name}.ts`, ...words],
    {
      cwd: path.resolve(import.meta.dirname, '../..'),
      env: { ...process.env, DATABASE_URL: stack.databaseUrl, APP_URL: stack.baseUrl },
    },
  )
  return stdout.trim()
}
