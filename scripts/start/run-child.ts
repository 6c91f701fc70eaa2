import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'

export const ROOT = path.resolve(import.meta.dirname, '../..')

const END_WITH_PARENT = path.join(import.meta.dirname, 'end-with-parent.mjs')
const STOP_PATIENCE_MS = 15_000

export type ChildEnd = { code: number | null; signal: NodeJS.Signals | null }

export type ChildSettings = {
  /** A TypeScript or JavaScript entry of this repository. */
  entry: string
  args?: string[]
  /** The whole environment: nothing is inherited. */
  env: Record<string, string>
  onLine: (line: string) => void
  /** How long `stop` asks before it insists. */
  stopPatienceMs?: number
}

export type Child = {
  pid: number
  /** Settles when the process is over, however that came about. */
  ended: Promise<ChildEnd>
  isRunning(): boolean
  kill(signal: NodeJS.Signals): void
  /** Asks, waits, and in the end insists, also on what the process started itself. */
  stop(): Promise<void>
}

/**
 * Starts one of our processes under this Node. It has a process group of its own, so a ctrl-C in the
 * terminal reaches only the parent, which stops everything in order; and it ends by itself when the parent
 * is killed.
 */
export function runChild({
  entry,
  args = [],
  env,
  onLine,
  stopPatienceMs = STOP_PATIENCE_MS,
}: ChildSettings): Child {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--import', END_WITH_PARENT, entry, ...args],
    {
      cwd: ROOT,
      env: { ...env, TALLYBOOK_END_WITH_PARENT: '1' } as unknown as NodeJS.ProcessEnv,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  )
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', onLine)
  }
  let running = true
  const ended = new Promise<ChildEnd>((resolve) => {
    child.once('exit', (code, signal) => {
      running = false
      resolve({ code, signal })
    })
    child.once('error', (error) => {
      running = false
      onLine(`could not be started: ${error.message}`)
      resolve({ code: null, signal: null })
    })
  })
  const { pid = 0 } = child
  const signalGroup = (signal: NodeJS.Signals) => {
    try {
      if (pid) process.kill(-pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
  return {
    pid,
    ended,
    isRunning: () => running,
    kill: (signal) => {
      child.kill(signal)
    },
    stop: async () => {
      child.kill('SIGTERM')
      const insist = setTimeout(() => signalGroup('SIGKILL'), stopPatienceMs)
      await ended
      clearTimeout(insist)
      // Workers of a build or a development server that did not notice.
      signalGroup('SIGKILL')
    },
  }
}
