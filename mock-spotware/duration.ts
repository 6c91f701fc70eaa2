export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000
export const WEEK_MS = 7 * DAY_MS

const unitMs: Record<string, number> = { s: 1_000, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS }

/** Milliseconds of "90s", "15m", "36h" or "7d"; undefined for any other text. */
export function parseDuration(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d{1,12})([smhd])$/.exec(text) ?? []
  return number === undefined ? undefined : Number(number) * (unitMs[unit] ?? 0)
}
