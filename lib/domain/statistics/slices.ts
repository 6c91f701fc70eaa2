import { wallClock } from '@/lib/domain/zoned-time'
import type { ClosedTrade } from './closed-trade'
import { MARKET_SESSIONS, NO_SESSION, openSessions } from './market-sessions'

/**
 * What a trade can be told apart by beside day, symbol and direction, in numbered parts: the hour of
 * the opening, the sessions open then, how long it was held, and how large it was.
 */
export const SLICES = ['hour', 'session', 'holding', 'size'] as const
export type Slice = (typeof SLICES)[number]

/** The part of a trade that does not tell what the slice is about. */
export const PART_NOT_KNOWN = -1

/** A new part begins at each of these. Seconds. */
export const HOLDING_STEPS = [60, 300, 900, 3_600, 14_400, 86_400, 604_800] as const
/** A new part begins at each of these. Lots. */
export const SIZE_STEPS = ['0.05', '0.1', '0.25', '0.5', '1', '2', '5', '10'] as const

/** The part of a slice a trade is in. The hour is one of the given zone. */
export function partOf(slice: Slice, trade: ClosedTrade, timeZone: string): number {
  const { openedAt, closedAt, lots } = trade
  switch (slice) {
    case 'hour':
      return openedAt ? wallClock(openedAt, timeZone).getUTCHours() : PART_NOT_KNOWN
    case 'session':
      return openedAt ? sessionPart(openedAt) : PART_NOT_KNOWN
    case 'holding':
      return openedAt
        ? stepsReached(
            HOLDING_STEPS,
            (step) => closedAt.getTime() - openedAt.getTime() >= step * 1000,
          )
        : PART_NOT_KNOWN
    case 'size':
      return lots ? stepsReached(SIZE_STEPS, (step) => lots.gte(step)) : PART_NOT_KNOWN
  }
}

/** One bit for each session, in their order: all that are open together are one part. */
function sessionPart(at: Date): number {
  const open = openSessions(at, MARKET_SESSIONS)
  return MARKET_SESSIONS.reduce(
    (part, session, index) => part + (open.includes(session) ? 2 ** index : 0),
    0,
  )
}

function stepsReached<Step>(steps: readonly Step[], isReached: (step: Step) => boolean): number {
  return steps.filter(isReached).length
}

const HOLDING_NAMES = [
  'Under a minute',
  '1–5 minutes',
  '5–15 minutes',
  '15–60 minutes',
  '1–4 hours',
  '4–24 hours',
  '1–7 days',
  'A week and longer',
]
const NOT_KNOWN: Record<Slice, string> = {
  hour: 'Opening time not known',
  session: 'Opening time not known',
  holding: 'Opening time not known',
  size: 'Lots not known',
}

export function partName(slice: Slice, part: number): string {
  if (part === PART_NOT_KNOWN) return NOT_KNOWN[slice]
  switch (slice) {
    case 'hour':
      return `${twoDigits(part)}:00–${twoDigits((part + 1) % 24)}:00`
    case 'session':
      return (
        MARKET_SESSIONS.filter((_, index) => part & (2 ** index))
          .map(({ name }) => name)
          .join(' + ') || NO_SESSION
      )
    case 'holding':
      return HOLDING_NAMES[part] ?? String(part)
    case 'size':
      return sizeName(part)
  }
}

function sizeName(part: number): string {
  const [from, to] = [SIZE_STEPS[part - 1], SIZE_STEPS[part]]
  if (from === undefined) return `Under ${SIZE_STEPS[0]} lots`
  return to === undefined ? `${from} lots and more` : `${from} to under ${to} lots`
}

/** As on the clock, from small to large; then outside sessions, and last what is not known. */
export function comparePart(slice: Slice, a: number, b: number): number {
  const place = (part: number) =>
    part === PART_NOT_KNOWN ? 1000 : slice === 'session' && part === 0 ? 999 : part
  return place(a) - place(b)
}

function twoDigits(hour: number): string {
  return String(hour).padStart(2, '0')
}
