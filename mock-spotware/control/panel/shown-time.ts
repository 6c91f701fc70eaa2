/** 2026-11-22 10:00:00, in UTC. */
export function shownTime(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ')
}
