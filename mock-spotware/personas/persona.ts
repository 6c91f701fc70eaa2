import type { AccountProfile } from '@/mock-spotware/accounts/records'
import type { HedgedStyle } from '@/mock-spotware/history/hedged-history'
import type { NettedStyle } from '@/mock-spotware/history/netted-history'
import type { RecklessStyle } from '@/mock-spotware/history/reckless-history'
import type { ScalpingStyle } from '@/mock-spotware/history/scalping-history'
import type { Script } from '@/mock-spotware/history/scripted-history'

export interface PersonaAccount {
  profile: AccountProfile
  /** In minor units of the account's moneyDigits. Without it the account begins empty. */
  firstDeposit?: bigint
  /** Without it nothing ever happens on the account by itself. */
  trading?:
    | { netted: NettedStyle }
    | { hedged: HedgedStyle }
    | { scalping: ScalpingStyle }
    | { reckless: RecklessStyle }
  /** Trades and cash operations somebody wrote down one by one. */
  script?: Script
}

/** One person with a cTrader ID. */
export interface Persona {
  /** Also the cTrader ID they sign in with. */
  name: string
  /** `ProtoOACtidProfile.userId`. */
  ctid: number
  description: string
  accounts: PersonaAccount[]
  /** Lower case; another name to sign in with. */
  email?: string
  /** Has no password at cTrader ID: the broker's CRM says who it is. */
  signsInAtBroker?: true
  /** The cTrader ID hands out trading permission whatever was asked for. */
  alwaysGrantsTrading?: true
}
