import { readWorkerEnv } from '@/lib/env'
import { startWorker } from '@/workers/start-worker'
import { orderSchema } from './worker-process'

/**
 * A worker as a process of its own, as workers/main.ts starts one, but with a clock that its parent
 * moves: the first order begins it, the next ones say how far the clock is ahead.
 */
let aheadMs = 0
let begun = false

process.on('message', async (message) => {
  const order = orderSchema.parse(message)
  aheadMs = order.aheadMs
  if (begun) return
  begun = true
  const clock = { now: () => new Date(Date.now() + aheadMs) }
  const { id } = await startWorker(readWorkerEnv({ ...process.env, ...order.settings }), clock)
  process.send?.({ workerId: id })
})
// Started by a test that is gone: nobody would stop this worker any more.
process.on('disconnect', () => process.exit())
