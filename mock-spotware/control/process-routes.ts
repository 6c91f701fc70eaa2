import { monitorEventLoopDelay } from 'node:perf_hooks'
import { jsonReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import { get } from './json-route'

const RESOLUTION_MS = 10
const NANOSECONDS_PER_MS = 1_000_000
const KIB_PER_MIB = 1_024

/** One for all mocks of the process: it is the process that pauses. */
const pauses = monitorEventLoopDelay({ resolution: RESOLUTION_MS })

/** What the process has needed so far: the most memory, and the longest time it served nobody. */
export function processRoutes(): Route[] {
  pauses.enable()
  return [
    get('/control/process', () =>
      jsonReply({
        peakMemoryMib: Math.round(process.resourceUsage().maxRSS / KIB_PER_MIB),
        longestPauseMs: Math.round(pauses.max / NANOSECONDS_PER_MS),
      }),
    ),
  ]
}
