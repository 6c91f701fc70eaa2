import { connectDatabase } from '@/lib/db/client'
import { startTestCluster, TEMPLATE_DATABASE } from '@/lib/db/testing/start-test-cluster'
import { databaseUrl } from '@/lib/db/testing/test-databases'
import { type GrownJournal, growJournal, PASSWORD, settle } from './rig/grown-journal'
import { measurePages } from './rig/page-weight'
import type { Bench } from './rig/ratio'
import { say } from './rig/say'
import { scaled } from './rig/scale'
import { measureServer, type SignedIn } from './rig/screen-speed'
import { measureScrolling } from './rig/scroll-trace'
import { signInTo, startWeb } from './rig/web'

const SIZES = [1_000, scaled(100_000), scaled(1_000_000)]

/** What a trader waits for: the server at any size of the journal, the browser on any page. */
const bench: Bench = async () => {
  const cluster = await startTestCluster()
  const url = databaseUrl(cluster.serverUrl, TEMPLATE_DATABASE)
  const db = connectDatabase(url)
  const stops = [cluster.stop, () => db.$disconnect()]
  try {
    const journals: GrownJournal[] = []
    for (const size of SIZES) {
      const start = performance.now()
      journals.push(await growJournal(db, size))
      const seconds = (performance.now() - start) / 1000
      const { userId } = journals.at(-1) as GrownJournal
      const days = await db.dailyResult.count({ where: { userId } })
      say(`${size} trades and their ${days} daily results took ${seconds.toFixed(0)} s to make`)
    }
    await settle(db)
    const web = await startWeb(url)
    stops.push(web.stop)
    const signedIn: SignedIn[] = []
    for (const journal of journals) {
      const cookies = await signInTo(web, { email: journal.email, password: PASSWORD })
      signedIn.push({ ...journal, cookies })
    }
    const [small, large, huge] = signedIn as [SignedIn, SignedIn, SignedIn]
    return [
      ...(await measureServer(web.baseUrl, [small, large, huge])),
      ...(await measurePages(web.baseUrl, large)),
      ...(await measureScrolling(web.baseUrl, huge)),
    ]
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}

export default bench
