import { ensureEmbeddedPostgres } from './ensure-embedded-postgres'

/** For the test beside it: starts or adopts the cluster, says so on one line, and stays until killed. */
const { url, pid } = await ensureEmbeddedPostgres({ dataDir: process.argv[2] })
console.log(JSON.stringify({ url, pid }))
setInterval(() => {}, 60_000)
