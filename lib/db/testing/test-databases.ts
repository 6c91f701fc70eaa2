import pg from 'pg'
import { waitUntil } from '@/lib/db/embedded/wait-until'

export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

async function run(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** @param template the database to copy; nobody may be connected to it. */
export async function createDatabase(
  serverUrl: string,
  name: string,
  template = 'template1',
): Promise<void> {
  await run(
    serverUrl,
    `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE ${pg.escapeIdentifier(template)}`,
  )
}

const INSUFFICIENT_PRIVILEGE = '42501'

/**
 * Drops it although somebody is connected. Autovacuum is that somebody now and then, and it works as superuser, whom
 * our role may not end (odoo/odoo#252165 met the same): it is soon through with so small a database.
 */
export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  const drop = `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`
  const isDropped = () =>
    run(serverUrl, drop).then(
      () => true,
      (error: { code?: string }) => {
        if (error.code === INSUFFICIENT_PRIVILEGE) return false
        throw error
      },
    )
  await waitUntil(`${name} is dropped`, isDropped)
}
