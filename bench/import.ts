import { startTestCluster } from '@/lib/db/testing/start-test-cluster'
import { measureMemory } from './rig/import-memory'
import { measureParsing } from './rig/import-parsing'
import { measureSpeed } from './rig/import-speed'
import type { Bench } from './rig/ratio'

/** What a file costs on its way from the upload into the journal. */
const bench: Bench = async () => {
  const parsing = measureParsing()
  const cluster = await startTestCluster()
  try {
    return [...(await measureSpeed(cluster)), ...parsing, ...(await measureMemory(cluster))]
  } finally {
    await cluster.stop()
  }
}

export default bench
