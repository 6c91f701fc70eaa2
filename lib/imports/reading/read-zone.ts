const ZONE = /^UTC(?:\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?)?$/i
const FARTHEST_MINUTES = 14 * 60

/** `UTC-3:30` → -210. Null when the text names no offset that exists. */
export function readUtcOffset(qualifier: string): number | null {
  const match = ZONE.exec(qualifier.replaceAll('−', '-').trim())
  if (!match) return null
  const [, sign, hours = '0', minutes = '0'] = match
  if (Number(minutes) > 59) return null
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  return isUtcOffset(offset) ? offset + 0 : null
}

export function isUtcOffset(minutes: number): boolean {
  return Number.isInteger(minutes) && Math.abs(minutes) <= FARTHEST_MINUTES
}

export function utcOffsetInWords(minutes: number): string {
  const size = Math.abs(minutes)
  const rest = size % 60
  const sign = minutes < 0 ? '-' : '+'
  return `UTC${sign}${Math.floor(size / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}
