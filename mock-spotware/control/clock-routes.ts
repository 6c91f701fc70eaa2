import { z } from 'zod'
import { jsonReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import type { World } from '@/mock-spotware/world'
import { get, post } from './json-route'

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const LONGEST_ADVANCE_MS = 3_660 * unitMs.d

const advanceSchema = z.strictObject({
  advance: z
    .union([z.int(), z.string().transform(readDuration)], {
      error: 'must be milliseconds, or a duration such as "90s", "15m", "36h" or "7d"',
    })
    .pipe(
      z
        .number()
        .min(1, 'the clock only moves forward')
        .max(LONGEST_ADVANCE_MS, 'must not be longer than 3660 days'),
    ),
})

function readDuration(text: string, context: z.RefinementCtx<string>): number {
  const parts = /^(\d{1,12})([smhd])$/.exec(text)
  const unit = z.enum(['s', 'm', 'h', 'd']).safeParse(parts?.[2])
  if (parts && unit.success) return Number(parts[1]) * unitMs[unit.data]
  context.addIssue({
    code: 'custom',
    message: 'must be milliseconds, or a duration such as "90s", "15m", "36h" or "7d"',
  })
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
