import { readWorkerEnv } from '@/lib/env'
import { startWorker } from '@/workers/start-worker'

/** A worker as a process of its own whose clock, like the mock's, is ahead of the machine's. */
const ahead = Number(process.env.BENCH_CLOCK_AHEAD_MS ?? 0)
const worker = await startWorker(readWorkerEnv(), { now: () => new Date(Date.now() + ahead) })
const stop = async () => {
  await worker.stop()
  process.exit()
}
process.once('SIGTERM', stop)
// The bench is gone, whatever the reason.
process.once('disconnect', stop)
