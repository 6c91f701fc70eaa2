import { Client } from 'pg'

/** Does in the database what no page can: what an administrator would, or what takes time. */
async function change(databaseUrl: string, sql: string, values: unknown[]): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query(sql, values)
    if (rowCount === 0) throw new Error('There was nothing to change')
  } finally {
    await client.end()
  }
}

export function makeOperator(databaseUrl: string, email: string): Promise<void> {
  return change(databaseUrl, `UPDATE "User" SET "role" = 'ADMIN' WHERE "email" = $1`, [email])
}

/** The connection broke an hour ago, so that the mail about it is due. */
export async function brokeAnHourAgo(databaseUrl: string, connectionId: string): Promise<void> {
  await change(
    databaseUrl,
    `UPDATE "Connection" SET "refusedAt" = "refusedAt" - interval '1 hour' WHERE "id" = $1`,
    [connectionId],
  )
  await change(
    databaseUrl,
    `UPDATE "AgendaItem" SET "dueAt" = "dueAt" - interval '1 hour'
     WHERE "kind" = 'connection.notify' AND "subjectId" = $1`,
    [connectionId],
  )
}
