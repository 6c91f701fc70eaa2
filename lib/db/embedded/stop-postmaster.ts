import { isAlive } from './process-identity'
import { waitUntil } from './wait-until'

/** Fast shutdown: open transactions are rolled back, everything is written, nothing is left to recover. */
export async function stopPostmaster(pid: number): Promise<void> {
  const gone = (timeoutMs: number) =>
    waitUntil(`PostgreSQL (process ${pid}) has ended`, () => !isAlive(pid), { timeoutMs })
  signal(pid, 'SIGINT')
  try {
    await gone(30_000)
  } catch {
    // Immediate shutdown: the next start recovers from the write-ahead log.
    signal(pid, 'SIGQUIT')
    await gone(10_000)
  }
}

function signal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
