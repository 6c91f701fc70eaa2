import { spawn } from 'node:child_process'
import path from 'node:path'
import type { TestCluster } from '@/lib/db/testing/start-test-cluster'
import { historyFile } from './history-file'
import { startImportJournal } from './import-journal'
import type { Ratio } from './ratio'
import { say } from './say'
import { scaled } from './scale'

const SMALL = scaled(100_000)
const LARGE = scaled(1_000_000)
const ROOT = path.resolve(import.meta.dirname, '../..')

/** How much more memory a worker takes for a file ten times as long. */
export async function measureMemory(cluster: TestCluster): Promise<Ratio[]> {
  const small = await peakOf(cluster, SMALL)
  const large = await peakOf(cluster, LARGE)
  return [{ name: 'import.memoryRatio', value: large / small, atMost: 1.3 }]
}

/** @returns bytes; not a number when the file could not be added, with the reason on the console */
async function peakOf(cluster: TestCluster, rows: number): Promise<number> {
  const journal = await startImportJournal(cluster, 'bench_memory')
  try {
    // Sent by the web part; what is measured is the worker, in a process of its own.
    const { importId } = await journal.upload(historyFile(rows))
    const peak = await inWorker(journal.url, importId)
    say(
      `${rows} rows: ${peak === null ? 'not added' : `${(peak / 1024 ** 2).toFixed(0)} MiB at most`}`,
    )
    return peak ?? Number.NaN
  } finally {
    await journal.stop()
  }
}

function inWorker(url: string, importId: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const script = path.join(ROOT, 'bench/rig/add-import.ts')
    const worker = spawn(process.execPath, ['--import', 'tsx', script, url, importId], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    let peak: number | null = null
    worker.on('message', (bytes) => (peak = Number(bytes)))
    worker.once('error', reject)
    worker.once('exit', () => resolve(peak))
  })
}
