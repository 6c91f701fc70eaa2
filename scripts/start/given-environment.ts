import { existsSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './run-child'

/** The environment, with what a `.env` file adds to it. Variables that are set win. */
export function givenEnvironment(): NodeJS.ProcessEnv {
  const file = path.join(ROOT, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  return process.env
}

/** Stands in while settings are checked, before the embedded PostgreSQL has a port. */
export const EMBEDDED_PLACEHOLDER = 'postgresql://embedded.invalid/tallybook'
