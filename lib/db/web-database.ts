import { readWebEnv } from '@/lib/env'
import { connectDatabase, type Database } from './client'

// Next.js loads this module once per bundle; one pool per process is enough.
const holder = globalThis as { tallybookDatabase?: Database }

/** The web process's one client. */
export function webDatabase(): Database {
  holder.tallybookDatabase ??= connectDatabase(readWebEnv().DATABASE_URL)
  return holder.tallybookDatabase
}
