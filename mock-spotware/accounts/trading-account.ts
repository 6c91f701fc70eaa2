import {
  scheduleCash,
  scheduleDividends,
  scheduleRolloverFees,
} from '@/mock-spotware/history/cash-history'
import { scheduleHedgedTrading } from '@/mock-spotware/history/hedged-history'
import type { HistoryContext } from '@/mock-spotware/history/history-context'
import { scheduleNettedTrading } from '@/mock-spotware/history/netted-history'
import { scheduleRecklessTrading } from '@/mock-spotware/history/reckless-history'
import { scheduleScalping } from '@/mock-spotware/history/scalping-history'
import { scheduleScript } from '@/mock-spotware/history/scripted-history'
import { Timeline } from '@/mock-spotware/history/timeline'
import type { Market } from '@/mock-spotware/market/market'
import type { PersonaAccount } from '@/mock-spotware/personas/persona'
import { AccountBook } from './account-book'
import type { HandMade } from './hand-made'
import type { ReversalForm } from './instruction'
import type { AccountProfile } from './records'
import { type RecordIdForm, ShownIds } from './shown-ids'

export interface TradingAccount {
  profile: AccountProfile
  book: AccountBook
  ids: ShownIds
  /** The generated history ends here; from here on there is only what was made by hand. */
  generatedUpTo: number
  handMade: HandMade[]
}

/** An account whose history is still being made, for as long as its maker is given time. */
export interface UnfinishedAccount {
  account: TradingAccount
  /** True once the history is whole; calling again goes on where `mayGoOn` ended it. */
  liveOn(mayGoOn?: () => boolean): boolean
}

/** Lives the account's whole life up to `until`, from its registration or first day on. */
export function openTradingAccount(described: PersonaAccount, life: AccountLife): TradingAccount {
  const begun = beginTradingAccount(described, life)
  begun.liveOn()
  return begun.account
}

export function beginTradingAccount(
  { profile, firstDeposit, trading, script }: PersonaAccount,
  { market, seed, until, reversalForm, recordIds }: AccountLife,
): UnfinishedAccount {
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
  if (trading) scheduleTrading(context, trading)
  if (script) scheduleScript(context, script)
  let isWhole = false
  return {
    account: {
      profile,
      book,
      ids: new ShownIds(recordIds),
      generatedUpTo: until,
      handMade: [],
    },
    liveOn(mayGoOn) {
      if (isWhole) return true
      isWhole = timeline.playUntil(until, mayGoOn)
      if (isWhole) book.skipRecordIdsTo(until)
      return isWhole
    },
  }
}

function scheduleTrading(
  context: HistoryContext,
  trading: NonNullable<PersonaAccount['trading']>,
): void {
  if ('netted' in trading) scheduleNettedTrading(context, trading.netted)
  else if ('hedged' in trading) scheduleHedgedTrading(context, trading.hedged)
  else if ('scalping' in trading) scheduleScalping(context, trading.scalping)
  else scheduleRecklessTrading(context, trading.reckless)
}

export interface AccountLife {
  market: Market
  seed: string
  until: number
  reversalForm: ReversalForm
  recordIds?: RecordIdForm
}
