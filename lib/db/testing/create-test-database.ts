import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { TEMPLATE_DATABASE } from './start-test-cluster'
import { createDatabase, databaseUrl, dropDatabase } from './test-databases'

export type TestDatabase = {
  url: string
  /** Ends whatever is still connected. */
  drop(): Promise<void>
}

/**
 * A migrated, empty database of the test file's own: `beforeAll(async () => { database = await
 * createTestDatabase() })`, `afterAll(() => database.drop())`.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = inject('testServerUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  await createDatabase(serverUrl, name, TEMPLATE_DATABASE)
  return { url: databaseUrl(serverUrl, name), drop: () => dropDatabase(serverUrl, name) }
}
