import { randomBytes } from 'node:crypto'
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { execa } from 'execa'
import type { PostgresBinaries } from './postgres-binaries'
import { isAlive } from './process-identity'
import type { RunAs } from './run-as'
import { serverEnvironment } from './server-environment'

const PASSWORD_FILE = 'tallybook.password'
export const SUPERUSER = 'postgres'

export async function clusterExists(dataDir: string): Promise<boolean> {
  return readFile(path.join(dataDir, 'PG_VERSION')).then(
    () => true,
    (error) => {
      if (error.code === 'ENOENT') return false
      throw new Error(
        `${dataDir} cannot be read: it was made by another user. Run as that user, remove it, or set DATABASE_URL.`,
        { cause: error },
      )
    },
  )
}

export async function readPassword(dataDir: string): Promise<string> {
  return (await readFile(path.join(dataDir, PASSWORD_FILE), 'utf8')).trim()
}

/** What a process killed in the middle of `createCluster` left. */
async function removeAbandoned(dataDir: string): Promise<void> {
  const parent = path.dirname(dataDir)
  const prefix = `${path.basename(dataDir)}.creating-`
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue
    if (!isAlive(Number.parseInt(name.slice(prefix.length), 10))) {
      await rm(path.join(parent, name), { recursive: true, force: true })
    }
  }
}

/**
 * Made beside its final place and renamed into it, password and all: a process killed half-way leaves no
 * half cluster, and of two that begin at once exactly one succeeds.
 */
export async function createCluster({
  dataDir,
  binaries,
  runAs,
  durable,
}: {
  dataDir: string
  binaries: PostgresBinaries
  runAs: RunAs
  durable: boolean
}): Promise<void> {
  await removeAbandoned(dataDir)
  const staging = `${dataDir}.creating-${process.pid}-${randomBytes(4).toString('hex')}`
  const passwordFile = `${staging}.password`
  const own = async (file: string) => {
    if (runAs.owner) await chown(file, runAs.owner.uid, runAs.owner.gid)
  }
  try {
    const password = randomBytes(24).toString('base64url')
    await mkdir(staging, { mode: 0o700 })
    await own(staging)
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
    await own(passwordFile)

    const { file, args, options } = runAs.command(binaries.initdb, [
      `--pgdata=${staging}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // PostgreSQL's own C.UTF-8: the same order and case rules on every machine, no libc or ICU version in it.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ])
    await execa(file, args, {
      ...options,
      cwd: path.dirname(binaries.initdb),
      extendEnv: false,
      env: serverEnvironment(),
    })

    await rename(passwordFile, path.join(staging, PASSWORD_FILE))
    await rename(staging, dataDir)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const lostTheRace = code === 'ENOTEMPTY' || code === 'EEXIST'
    if (!lostTheRace || !(await clusterExists(dataDir))) {
      throw new Error(`The embedded PostgreSQL could not be created in ${dataDir}`, {
        cause: error,
      })
    }
  } finally {
    await rm(staging, { recursive: true, force: true })
    await rm(passwordFile, { force: true })
  }
}
