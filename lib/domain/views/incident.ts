/** How an environment stands, for staff. */
export type TroubleView = {
  platform: string
  platformName: string
  /** Connections that count, and those that failed or were refused within a quarter of an hour. */
  total: number
  troubled: number
  /** So many that it is worth declaring. */
  suggested: boolean
  incident: { id: string; openedAt: string } | null
}

/** Trouble of an environment, for a trader who is linked in it. */
export type IncidentView = {
  id: string
  platform: string
  platformName: string
  openedAt: string
}
