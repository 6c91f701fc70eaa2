export type AccountView = {
  id: string
  /** What the trader calls it: "Demo 5501", "Pepperwood 5501" or the name given to a file account. */
  name: string
  source: 'ctrader' | 'file'
  environment: 'live' | 'demo' | null
  broker: string | null
  login: string | null
  currency: string | null
  accountType: 'hedged' | 'netted' | 'spread-betting' | null
  connectionId: string | null
  followed: boolean
}
