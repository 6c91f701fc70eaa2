import pg from 'pg'
import { expect, test } from 'vitest'
import { createTestDatabase } from './create-test-database'

async function tables(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
    )
    return rows.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

test('test databases are migrated, apart from each other, and droppable while in use', async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()])
  expect(await tables(one.url)).toContain('_prisma_migrations')

  const client = new pg.Client({ connectionString: one.url })
  client.on('error', () => {})
  await client.connect()
  await client.query('CREATE TABLE mine ()')
  expect(await tables(two.url)).not.toContain('mine')

  await Promise.all([one.drop(), two.drop()])
  await expect(tables(one.url)).rejects.toThrow(/does not exist/)
  await client.end().catch(() => {})
})
