import type { AccountPlan } from '@/mock-spotware/history/account-life'

/** One person with a cTrader ID. */
export interface Persona {
  /** Also the cTrader ID they sign in with. */
  name: string
  /** `ProtoOACtidProfile.userId`. */
  ctid: number
  description: string
  accounts: AccountPlan[]
  /** Lower case; another name to sign in with. */
  email?: string
  /** Has no password at cTrader ID: the broker's CRM says who it is. */
  signsInAtBroker?: true
  /** The cTrader ID hands out trading permission whatever was asked for. */
  alwaysGrantsTrading?: true
}
