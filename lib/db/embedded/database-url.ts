import pg from 'pg'
import { SUPERUSER } from './cluster-files'

/** The role and database the application uses. The role is no superuser: SQL cannot reach files. */
const APPLICATION = 'tallybook'

function urlFor(role: string, password: string, port: number, database: string): string {
  return `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`
}

export function applicationUrl(password: string, port: number): string {
  return urlFor(APPLICATION, password, port, APPLICATION)
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  // A connection lost while idle is reported by the next query; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

/** SCRAM proves both ways: only the cluster made with this password can answer. */
export async function ensureApplicationDatabase(password: string, port: number): Promise<void> {
  await withClient(urlFor(SUPERUSER, password, port, 'postgres'), async (client) => {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role,
              EXISTS (SELECT FROM pg_database WHERE datname = $1) AS database`,
      [APPLICATION],
    )
    const found = rows[0]
    if (found?.role && found.database) return
    // A failing statement is written to the server's log, and the next one holds a password.
    await client.query('SET log_min_error_statement = panic')
    const already = (error: { code?: string }) => {
      // Another process starting at the same time was first (duplicate object, database or index entry).
      if (!['42710', '42P04', '23505'].includes(error.code ?? '')) throw error
    }
    if (!found?.role) {
      await client
        .query(
          `CREATE ROLE ${APPLICATION} LOGIN CREATEDB PASSWORD ${client.escapeLiteral(password)}`,
        )
        .catch(already)
    }
    if (!found?.database) {
      await client.query(`CREATE DATABASE ${APPLICATION} OWNER ${APPLICATION}`).catch(already)
    }
  })
}
