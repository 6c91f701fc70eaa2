export type AccountView = {
  id: string
  /** What the trader calls it: "Demo 5501", "Pepperwood 5501" or the name given to a file account. */
  name: string
  /** Its trades were never made; they count in no figure of real accounts. */
  simulated: boolean
  /** The sample journal: invented, and removed in one click. */
  sample: boolean
  source: 'ctrader' | 'file'
  environment: 'live' | 'demo' | null
  broker: string | null
  login: string | null
  currency: string | null
  accountType: 'hedged' | 'netted' | 'spread-betting' | null
  connectionId: string | null
  followed: boolean
  /** The linked account that this file account is just becoming part of. */
  joinsId: string | null
}

/** An account as somebody sees it who may delete its trades, or has deleted them. */
export type StoredAccountView = AccountView & {
  trades: number
  /** Its trades were deleted and can be restored until a week after this. */
  deletedAt: string | null
}
