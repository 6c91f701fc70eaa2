import { readFileSync, readlinkSync } from 'node:fs'

/** A process that cannot be mistaken for a later one with the same number. */
export type ProcessIdentity = { pid: number; startedAtTick: string | null }

/** The part of /proc/PID/stat after the command name, which may itself hold spaces and brackets. */
function statFields(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  // A zombie answers signals, but it is over: nobody has collected it yet (PID 1 of many containers never does).
  const state = statFields(pid)?.[0]
  return state !== 'Z' && state !== 'X'
}

export function identify(pid: number): ProcessIdentity {
  return { pid, startedAtTick: statFields(pid)?.[19] ?? null }
}

export function isStillRunning(identity: ProcessIdentity): boolean {
  if (!isAlive(identity.pid)) return false
  const now = identify(identity.pid).startedAtTick
  return now === null || identity.startedAtTick === null || now === identity.startedAtTick
}

/** The process's working directory, or null where the system does not tell. */
export function workingDirectoryOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}
