import type { AccountView } from '@/lib/domain/views/account'

const TYPES = { hedged: 'hedged', netted: 'netted', 'spread-betting': 'spread betting' } as const

/** "Pepperwood · 5501 · EUR · hedged": what tells accounts apart beside their name. */
export function accountDetails(account: AccountView): string {
  const type = account.accountType ? TYPES[account.accountType] : null
  return [account.broker, account.login, account.currency, type].filter(Boolean).join(' · ')
}
