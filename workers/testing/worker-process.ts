import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

/** What a worker's process is told by the test that started it. */
export const orderSchema = z.object({
  settings: z.record(z.string(), z.string()),
  aheadMs: z.number(),
})

export type WorkerProcess = {
  /** How far its clock is ahead from now on. */
  setAhead(milliseconds: number): void
  /** Resolves once it claims work; rejects when it ends before. */
  ready: Promise<void>
  /** Ends it as a crash or the kernel would: it finishes nothing. */
  kill(): Promise<void>
}

const ENTRY = path.join(import.meta.dirname, 'worker.fixture.ts')

/** A worker that can be killed. It ends with the process that started it. */
export function spawnWorker(
  settings: Record<string, string>,
  aheadMs = 0,
  /** Takes every line of a log that keeps nothing back. */
  onLine?: (line: string) => void,
): WorkerProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', ENTRY], {
    cwd: path.resolve(import.meta.dirname, '../..'),
    stdio: ['ignore', onLine ? 'pipe' : 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      LOG_LEVEL: onLine ? 'debug' : (process.env.LOG_LEVEL ?? 'silent'),
    },
  })
  if (onLine && child.stdout) createInterface({ input: child.stdout }).on('line', onLine)
  const tell = (ahead: number) => {
    if (child.connected) child.send({ settings, aheadMs: ahead })
  }
  tell(aheadMs)
  const ready = readiness(child)
  // Whoever kills it before it is ready need not wait for it.
  ready.catch(() => undefined)
  return { setAhead: tell, ready, kill: () => kill(child) }
}

async function readiness(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit').then(() => {
    throw new Error('The worker ended before it was ready')
  })
  ended.catch(() => undefined)
  await Promise.race([once(child, 'message'), ended])
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}
