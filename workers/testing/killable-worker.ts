import { openDatabaseGate } from '@/lib/db/testing/database-gate'
import type { JournalStack } from './journal-stack'
import { spawnWorker } from './worker-process'

/** A worker that ends from one moment to the next. */
export type KillableWorker = {
  killing: 'processes' | 'lines'
  setAhead(milliseconds: number): void
  /** Nothing of what it was doing goes on. */
  kill(): Promise<void>
}

/** A process of its own, ended by signal 9. */
export async function startProcess(stack: JournalStack): Promise<KillableWorker> {
  const process = spawnWorker(stack.settings, stack.mock.world.clock.aheadMs())
  await process.ready
  return { killing: 'processes', ...process }
}

/**
 * A worker inside the test. At its end the line to the database goes first, so that nothing it was
 * doing reaches a row any more, and then those to cTrader: far quicker than a process, and the same
 * to everybody outside, except that an answer of the token endpoint still gets to its disk.
 */
export async function startOnLines(stack: JournalStack): Promise<KillableWorker> {
  const gate = await openDatabaseGate(stack.env.DATABASE_URL)
  const worker = await stack.startWorker({ DATABASE_URL: gate.url })
  return {
    killing: 'lines',
    setAhead: () => undefined,
    async kill() {
      gate.shut()
      await stack.stopWorker(worker)
      await gate.close()
    },
  }
}
