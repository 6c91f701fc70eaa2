/** So far back failures count for an environment's share. */
export const SHARE_WINDOW_MS = 15 * 60_000

/** So long it has to be calm before an incident ends by itself. */
export const CALM_FOR_MS = 10 * 60_000

/** Why a mail waits while an incident is open. */
export const INCIDENT = 'INCIDENT'

/** One or two broken links are those links'. */
const FEWEST = 3
/** From this share on it is the environment's. */
const SUGGESTED_FROM = 0.3
/** An incident is not over at the first good answer: the share has to be well below what began it. */
const CALM_BELOW = 0.1

/** Connections of an environment that failed or were refused within the window, of all that count. */
export type TroubledShare = { total: number; troubled: number }

/** Whether an incident is worth declaring. */
export function suggestsIncident({ total, troubled }: TroubledShare): boolean {
  return troubled >= FEWEST && troubled >= total * SUGGESTED_FROM
}

export function isCalm({ total, troubled }: TroubledShare): boolean {
  return troubled === 0 || troubled < total * CALM_BELOW
}

export type IncidentFacts = { calmSince: Date | null; share: TroubledShare; now: Date }

/** What becomes of an open incident at this moment. */
export function incidentCourse({ calmSince, share, now }: IncidentFacts): {
  calmSince: Date | null
  isOver: boolean
} {
  if (!isCalm(share)) return { calmSince: null, isOver: false }
  const since = calmSince ?? now
  return { calmSince: since, isOver: now.getTime() - since.getTime() >= CALM_FOR_MS }
}
