import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { identify, isStillRunning, type ProcessIdentity } from './process-identity'

/**
 * Who stops the cluster: the process that started it. When that one is gone (kill -9 on a system that
 * cannot tie the cluster's life to it), whoever adopts the cluster takes over.
 */
const FILE = 'tallybook.started-by'

function read(dataDir: string): ProcessIdentity | null {
  try {
    return JSON.parse(readFileSync(path.join(dataDir, FILE), 'utf8')) as ProcessIdentity
  } catch {
    return null
  }
}

export function takeResponsibility(dataDir: string): void {
  const staging = path.join(dataDir, `${FILE}.${process.pid}`)
  writeFileSync(staging, JSON.stringify(identify(process.pid)), { mode: 0o600 })
  renameSync(staging, path.join(dataDir, FILE))
}

export function isOrphaned(dataDir: string): boolean {
  const starter = read(dataDir)
  return starter === null || !isStillRunning(starter)
}

export function isOurs(dataDir: string): boolean {
  return read(dataDir)?.pid === process.pid
}
