import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { createDatabase, databaseUrl, dropDatabase } from '@/lib/db/testing/test-databases'
import { applyMigrations } from './apply-migrations'
import { checkDrift } from './check-drift'
import type { SchemaPlace } from './migration-files'
import { writeMigration } from './write-migration'

const serverUrl = inject('testServerUrl')

const HEAD = 'datasource db {\n  provider = "postgresql"\n}\n'
const TRADE = 'model Trade {\n  id BigInt @id\n  net Decimal @db.Decimal(20, 2)\n}\n'
const TAG = 'model Tag {\n  id BigInt @id\n  name String\n}\n'

let place: SchemaPlace
let name: string
let url: string

beforeEach(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'tallybook-migrations-'))
  place = {
    schemaFile: path.join(folder, 'schema.prisma'),
    migrationsDir: path.join(folder, 'migrations'),
  }
  await writeFile(place.schemaFile, HEAD + TRADE)
  name = `migrations_${path.basename(folder).slice(-6).toLowerCase()}`
  await createDatabase(serverUrl, name)
  url = databaseUrl(serverUrl, name)
})

afterEach(async () => {
  await dropDatabase(serverUrl, name)
  await rm(path.dirname(place.schemaFile), { recursive: true })
})

/** @param day of January 2026: folders are told apart and put in order by time. */
async function write(words: string, day = 1): Promise<string> {
  const now = new Date(Date.UTC(2026, 0, day))
  const file = await writeMigration(words, { place, serverUrl, now })
  if (!file) throw new Error('Nothing was written')
  return file
}

async function run(statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

test('a migration is written, applied once, and then there is nothing to do', async () => {
  const file = await write('Add trades!')
  expect(path.relative(place.migrationsDir, file)).toBe('20260101000000_add_trades/migration.sql')
  expect(await applyMigrations(url, place)).toEqual(['20260101000000_add_trades'])
  expect(await applyMigrations(url, place)).toEqual([])
  expect(await writeMigration('again', { place, serverUrl })).toBeNull()

  await writeFile(place.schemaFile, HEAD + TRADE + TAG)
  await write('tags', 2)
  expect(await applyMigrations(url, place)).toEqual(['20260102000000_tags'])
})

test('callers at the same time wait for each other', async () => {
  await write('trades')
  const answers = await Promise.all([1, 2, 3, 4].map(() => applyMigrations(url, place)))
  expect(answers.flat()).toEqual(['20260101000000_trades'])
})

test('drift is found, and named, in both directions', async () => {
  await expect(checkDrift({ place, serverUrl })).rejects.toThrow(/Added tables\s+- Trade/)
  await write('trades')
  await checkDrift({ place, serverUrl })
  await writeFile(place.schemaFile, HEAD + TAG)
  await expect(checkDrift({ place, serverUrl })).rejects.toThrow(/Removed tables\s+- Trade/)
})

test('what only SQL can say is applied as written and is no drift', async () => {
  const file = await write('trades')
  await appendFile(
    file,
    `
-- One semicolon; in a comment.
CREATE INDEX lost ON "Trade" (net) WHERE net < 0;
CREATE INDEX size ON "Trade" (abs(net));
ALTER TABLE "Trade" ADD CONSTRAINT sane CHECK (net <> 'NaN'), ADD COLUMN shown TEXT DEFAULT 'a;b';
ALTER TABLE "Trade" DROP COLUMN shown;
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append only; never changed';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE ON "Trade" FOR EACH ROW EXECUTE FUNCTION refuse();
`,
  )
  await checkDrift({ place, serverUrl })
  await applyMigrations(url, place)
  await run('INSERT INTO "Trade" VALUES (1, -5)')
  await expect(run('UPDATE "Trade" SET net = 1')).rejects.toThrow('append only; never changed')
})

test('a migration that fails leaves nothing, says why, and is tried again once it is mended', async () => {
  const file = await write('trades')
  await appendFile(file, '\nSELECT 1 / 0;')
  await expect(applyMigrations(url, place)).rejects.toThrow(/division by zero/)
  await expect(run('SELECT * FROM "Trade"')).rejects.toThrow(/does not exist/)

  await rm(path.dirname(file), { recursive: true })
  await write('trades')
  expect(await applyMigrations(url, place)).toEqual(['20260101000000_trades'])
})

test('a process killed in the middle of a migration keeps nobody from migrating', async () => {
  await write('trades')
  await applyMigrations(url, place)
  await writeFile(place.schemaFile, HEAD + TRADE + TAG)
  await write('tags', 2)
  // What the engine writes before it sends the script.
  await run(`INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at)
    VALUES ('interrupted', 'unknown', '20260102000000_tags', now())`)

  expect(await applyMigrations(url, place)).toEqual(['20260102000000_tags'])
  await run('SELECT * FROM "Tag"')
})
