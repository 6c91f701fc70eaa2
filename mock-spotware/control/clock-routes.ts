import { z } from 'zod'
import { DAY_MS, parseDuration } from '@/mock-spotware/duration'
import { jsonReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import type { World } from '@/mock-spotware/world'
import { get, post } from './json-route'

const LONGEST_ADVANCE_MS = 3_660 * DAY_MS
const UNREADABLE = 'must be milliseconds, or a duration such as "90s", "15m", "36h" or "7d"'

const advanceSchema = z.strictObject({
  advance: z
    .union([z.int(), z.string().transform(readDuration)], {
      error: UNREADABLE,
    })
    .pipe(
      z
        .number()
        .min(1, 'the clock only moves forward')
        .max(LONGEST_ADVANCE_MS, 'must not be longer than 3660 days'),
    ),
})

function readDuration(text: string, context: z.RefinementCtx<string>): number {
  const duration = parseDuration(text)
  if (duration !== undefined) return duration
  context.addIssue({ code: 'custom', message: UNREADABLE })
  return z.NEVER
}

/** The mock's own time, which can be moved forward and never comes back. */
export function clockRoutes(world: World): Route[] {
  const describe = () => ({
    now: new Date(world.clock.now()).toISOString(),
    aheadMs: world.clock.aheadMs(),
  })
  return [
    get('/control/clock', () => jsonReply(describe())),
    post('/control/clock', advanceSchema, ({ advance }) => {
      world.advanceClock(advance)
      return jsonReply(describe())
    }),
  ]
}
