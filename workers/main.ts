import { readWorkerEnv, SettingsError } from '@/lib/env'
import { log } from '@/lib/log'
import { startWorker } from './start-worker'

try {
  const worker = await startWorker(readWorkerEnv())
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    log.info('worker stopping')
    await worker.stop()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  // Started by a parent that is gone: nobody would stop this worker any more.
  process.on('disconnect', stop)
} catch (error) {
  if (!(error instanceof SettingsError)) throw error
  console.error(error.message)
  process.exit(1)
}
