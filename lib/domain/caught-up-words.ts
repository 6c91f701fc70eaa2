import type { ConnectionView } from './views/connection'

/** "17 trades from 12–19 March were added", in the trader's calendar. */
export function caughtUpWords(
  { trades, from, to }: NonNullable<ConnectionView['caughtUp']>,
  timeZone: string,
): string {
  const [start, end] = [new Date(from), new Date(to)]
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone })
  if (trades > 0) {
    // "12 – 19 March" is written without spaces, "28 February – 2 March" with them.
    const days = day.formatRange(start, end).replace(/^(\d+)\s–\s(?=\d+\s\p{L}+$)/u, '$1–')
    const count = new Intl.NumberFormat('en-GB').format(trades)
    const [noun, verb] = trades === 1 ? ['trade', 'was'] : ['trades', 'were']
    return `${count} ${noun} from ${days} ${verb} added.`
  }
  if (day.format(start) !== day.format(end))
    return `No trades were missed between ${day.format(start)} and ${day.format(end)}.`
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone })
  const [left, back] = [time.format(start), time.format(end)]
  if (left === back)
    return `No trades were missed: it took less than a minute, at ${back} on ${day.format(end)}.`
  return `No trades were missed between ${left} and ${back} on ${day.format(end)}.`
}
