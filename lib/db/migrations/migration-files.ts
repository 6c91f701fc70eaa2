import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { MigrationList, SchemasContainer } from '@prisma/schema-engine-wasm'

/** Where the schema and its history lie: `prisma/` here, a temporary folder in tests. */
export type SchemaPlace = { schemaFile: string; migrationsDir: string }

const ROOT = path.resolve(import.meta.dirname, '../../..')

export const DEFAULT_PLACE: SchemaPlace = {
  schemaFile: path.join(ROOT, 'prisma', 'schema.prisma'),
  migrationsDir: path.join(ROOT, 'prisma', 'migrations'),
}

const LOCK_FILE = 'migration_lock.toml'
const LOCK_CONTENT =
  '# Written by "npm run db:diff". Belongs in version control.\nprovider = "postgresql"\n'
const SCRIPT = 'migration.sql'

export async function readSchema({ schemaFile }: SchemaPlace): Promise<SchemasContainer> {
  return { files: [{ path: schemaFile, content: await readFile(schemaFile, 'utf8') }] }
}

export async function readMigrations({ migrationsDir }: SchemaPlace): Promise<MigrationList> {
  const entries = await readdir(migrationsDir, { withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return {
    baseDir: migrationsDir,
    lockfile: {
      path: LOCK_FILE,
      content: await readFile(path.join(migrationsDir, LOCK_FILE), 'utf8').catch(
        () => LOCK_CONTENT,
      ),
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: SCRIPT,
          content: await readFile(path.join(migrationsDir, name, SCRIPT), 'utf8').then(
            (value) => ({ tag: 'ok' as const, value }),
            (error) => ({ tag: 'error' as const, value: String(error.message) }),
          ),
        },
      })),
    ),
  }
}

/** @returns the new script's path. */
export async function saveMigration(
  { migrationsDir }: SchemaPlace,
  folder: string,
  script: string,
): Promise<string> {
  const file = path.join(migrationsDir, folder, SCRIPT)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, script, { flag: 'wx' })
  await writeFile(path.join(migrationsDir, LOCK_FILE), LOCK_CONTENT)
  return file
}
