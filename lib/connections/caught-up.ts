import { z } from 'zod'
import type { ConnectionView } from '@/lib/domain/views/connection'

const CaughtUp = z.object({ trades: z.number(), from: z.iso.datetime(), to: z.iso.datetime() })

/** Reads what `announceCatchUp` stored. */
export function caughtUpFrom(stored: unknown): ConnectionView['caughtUp'] {
  return CaughtUp.nullable().catch(null).parse(stored)
}
