import {
  scheduleCash,
  scheduleDividends,
  scheduleRolloverFees,
} from '@/mock-spotware/history/cash-history'
import { scheduleHedgedTrading } from '@/mock-spotware/history/hedged-history'
import { scheduleNettedTrading } from '@/mock-spotware/history/netted-history'
import { Timeline } from '@/mock-spotware/history/timeline'
import type { Market } from '@/mock-spotware/market/market'
import type { PersonaAccount } from '@/mock-spotware/personas/persona'
import { AccountBook } from './account-book'
import type { HandMade } from './hand-made'
import type { ReversalForm } from './instruction'
import type { AccountProfile } from './records'

export interface TradingAccount {
  profile: AccountProfile
  book: AccountBook
  /** The generated history ends here; from here on there is only what was made by hand. */
  generatedUpTo: number
  handMade: HandMade[]
}

/** Lives the account's whole life up to `until`, from its registration or first day on. */
export function openTradingAccount(
  { profile, firstDeposit, trading }: PersonaAccount,
  { market, seed, until, reversalForm }: AccountLife,
): TradingAccount {
  const book = new AccountBook(profile, market, reversalForm)
  const timeline = new Timeline()
  const context = {
    account: profile,
    book,
    market,
    timeline,
    seed: `${seed}/${profile.accountId}`,
  }
  if (firstDeposit !== undefined) scheduleCash(context, firstDeposit)
  scheduleRolloverFees(context)
  scheduleDividends(context)
  if (trading && 'netted' in trading) scheduleNettedTrading(context, trading.netted)
  else if (trading) scheduleHedgedTrading(context, trading.hedged)
  timeline.playUntil(until)
  book.skipRecordIdsTo(until)
  return { profile, book, generatedUpTo: until, handMade: [] }
}

export interface AccountLife {
  market: Market
  seed: string
  until: number
  reversalForm: ReversalForm
}
