import { readFileSync, realpathSync, unlinkSync } from 'node:fs'
import path from 'node:path'
import { isAlive, workingDirectoryOf } from './process-identity'

/** What PostgreSQL writes about itself into its data directory. */
export type Postmaster = { pid: number; port: number; ready: boolean }

export type PostmasterState =
  | { state: 'running'; postmaster: Postmaster }
  /** The process is over, or its number now belongs to some other program. */
  | { state: 'stale'; numberTaken: boolean }
  | { state: 'absent' }

const FILE = 'postmaster.pid'

export function readPostmaster(dataDir: string): PostmasterState {
  let lines: string[]
  try {
    lines = readFileSync(path.join(dataDir, FILE), 'utf8').split('\n')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { state: 'absent' }
    throw error
  }
  // A negative number is a standalone backend (initdb, repair), which nobody can connect to.
  const pid = Math.abs(Number(lines[0]))
  if (!Number.isInteger(pid) || pid === 0) return { state: 'stale', numberTaken: false }
  if (!isAlive(pid)) return { state: 'stale', numberTaken: false }
  if (process.platform === 'linux' && workingDirectoryOf(pid) !== realpathSync(dataDir)) {
    return { state: 'stale', numberTaken: true }
  }
  return {
    state: 'running',
    postmaster: {
      pid,
      port: Number(lines[3]),
      ready: lines[7]?.trim() === 'ready' && Number(lines[3]) > 0,
    },
  }
}

/** PostgreSQL clears away a stale file itself, unless its number is taken by a process of the same user. */
export function removePostmasterFile(dataDir: string): void {
  unlinkSync(path.join(dataDir, FILE))
}
