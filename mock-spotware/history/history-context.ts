import type { AccountBook } from '@/mock-spotware/accounts/account-book'
import type { AccountProfile } from '@/mock-spotware/accounts/records'
import type { BrokerSymbol } from '@/mock-spotware/market/broker'
import type { Market } from '@/mock-spotware/market/market'
import type { Timeline } from './timeline'

/** What every part of a generated history works on. */
export interface HistoryContext {
  account: AccountProfile
  book: AccountBook
  market: Market
  timeline: Timeline
  /** Prefix of every random key: the same account and seed always live the same life. */
  seed: string
}

export function symbolNamed(account: AccountProfile, name: string): BrokerSymbol {
  const symbol = account.broker.symbols.find((candidate) => candidate.name === name)
  if (!symbol) throw new RangeError(`${account.broker.title} has no symbol ${name}`)
  return symbol
}
