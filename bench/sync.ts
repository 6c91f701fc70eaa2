import { measureBackfill } from './rig/backfill'
import { measureChecks } from './rig/checks'
import type { Bench } from './rig/ratio'

/** How much of cTrader's request budget a first sync uses, and how little a check needs. */
const bench: Bench = async () => [...(await measureBackfill()), ...(await measureChecks())]

export default bench
