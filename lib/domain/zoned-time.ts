const DAY_MS = 86_400_000
/** Making a format takes a hundred times as long as using it. */
const FORMATS = new Map<string, Intl.DateTimeFormat>()

/** What the clock on the wall of a zone shows, written as if it were UTC. */
export function wallClock(at: Date, timeZone: string): Date {
  const parts = formatOf(timeZone).formatToParts(at)
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  return new Date(
    Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
      at.getUTCMilliseconds(),
    ),
  )
}

/** The first instant of a calendar day, YYYY-MM-DD, in a zone: midnight, or later where the clock skips it. */
export function startOfDay(day: string, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const offsetAround = (ms: number) => wallClock(new Date(ms), timeZone).getTime() - ms
  const [first, second] = [offsetAround(midnight - DAY_MS), offsetAround(midnight + DAY_MS)]
    .map((offset) => midnight - offset)
    .filter((at) => wallClock(new Date(at), timeZone).getTime() >= midnight)
    .sort((a, b) => a - b)
  return new Date(first ?? second ?? midnight)
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const made = FORMATS.get(timeZone)
  if (made) return made
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  })
  FORMATS.set(timeZone, format)
  return format
}
