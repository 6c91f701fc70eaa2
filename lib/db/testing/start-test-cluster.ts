import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureEmbeddedPostgres } from '@/lib/db/embedded/ensure-embedded-postgres'
import { isAlive } from '@/lib/db/embedded/process-identity'
import { applyMigrations } from '@/lib/db/migrations/apply-migrations'
import { createDatabase, databaseUrl } from './test-databases'

export type TestCluster = {
  /** Any database of the server; `createTestDatabase` wants this one. */
  serverUrl: string
  stop(): Promise<void>
}

const PREFIX = 'tallybook-test-'
export const TEMPLATE_DATABASE = 'tallybook_template'

/** Clusters whose run was killed: PostgreSQL ended with it, its files did not. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue
    if (!isAlive(Number.parseInt(name.slice(PREFIX.length), 10))) {
      await rm(path.join(tmpdir(), name), { recursive: true, force: true }).catch(() => {})
    }
  }
}

/** A PostgreSQL of this run's own, with a migrated template database to copy from. Never touches `.data`. */
export async function startTestCluster(): Promise<TestCluster> {
  await removeAbandoned()
  const folder = await mkdtemp(path.join(tmpdir(), `${PREFIX}${process.pid}-`))
  // The account that PostgreSQL runs as must be able to pass through.
  await chmod(folder, 0o711)
  try {
    const cluster = await ensureEmbeddedPostgres({
      dataDir: path.join(folder, 'postgres'),
      durable: false,
    })
    try {
      await createDatabase(cluster.url, TEMPLATE_DATABASE)
      await applyMigrations(databaseUrl(cluster.url, TEMPLATE_DATABASE))
    } catch (error) {
      await cluster.stop()
      throw error
    }
    return {
      serverUrl: cluster.url,
      stop: async () => {
        await cluster.stop()
        await rm(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}
