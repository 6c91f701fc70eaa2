import type { TradingAccount } from '@/mock-spotware/accounts/trading-account'
import { groupedMoney } from './money-words'
import type { Notice } from './platform-page'

const done: Record<string, string> = { DEPOSIT: 'deposited to', WITHDRAW: 'withdrawn from' }

/** What the person moved since then, once, in a sentence; the newest when there is more. */
export function moneyNews(accounts: readonly TradingAccount[], since: number): Notice | undefined {
  const moved = accounts.flatMap(({ profile, book }) =>
    book.cashOperations
      .filter(({ at, kind }) => at >= since && kind in done)
      .map((operation) => ({ ...operation, profile })),
  )
  const newest = moved.sort((one, other) => one.at - other.at).at(-1)
  if (!newest) return undefined
  const { delta, kind, profile } = newest
  const amount = groupedMoney(delta < 0n ? -delta : delta, profile.moneyDigits)
  return { kind: 'note', text: `${amount} ${profile.currency} ${done[kind]} ${profile.login}.` }
}
