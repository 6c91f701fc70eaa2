import { AccountBook } from '@/mock-spotware/accounts/account-book'
import type { ReversalForm } from '@/mock-spotware/accounts/instruction'
import type { AccountProfile } from '@/mock-spotware/accounts/records'
import { type RecordIdForm, ShownIds } from '@/mock-spotware/accounts/shown-ids'
import type { TradingAccount } from '@/mock-spotware/accounts/trading-account'
import type { Market } from '@/mock-spotware/market/market'
import { scheduleCash, scheduleDividends, scheduleRolloverFees } from './cash-history'
import { type HedgedStyle, scheduleHedgedTrading } from './hedged-history'
import type { HistoryContext } from './history-context'
import { type NettedStyle, scheduleNettedTrading } from './netted-history'
import { type RecklessStyle, scheduleRecklessTrading } from './reckless-history'
import { type ScalpingStyle, scheduleScalping } from './scalping-history'
import { type Script, scheduleScript } from './scripted-history'
import { Timeline } from './timeline'

/** An account and how it is traded, from which its whole history follows. */
export interface AccountPlan {
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

export interface AccountLife {
  market: Market
  seed: string
  until: number
  reversalForm: ReversalForm
  recordIds?: RecordIdForm
}

/** An account whose history is still being made, for as long as its maker is given time. */
export interface UnfinishedAccount {
  account: TradingAccount
  /** True once the history is whole; calling again goes on where `mayGoOn` ended it. */
  liveOn(mayGoOn?: () => boolean): boolean
}

/** Lives the account's whole life up to `until`, from its registration or first day on. */
export function openTradingAccount(described: AccountPlan, life: AccountLife): TradingAccount {
  const begun = beginTradingAccount(described, life)
  begun.liveOn()
  return begun.account
}

export function beginTradingAccount(
  { profile, firstDeposit, trading, script }: AccountPlan,
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
  trading: NonNullable<AccountPlan['trading']>,
): void {
  if ('netted' in trading) scheduleNettedTrading(context, trading.netted)
  else if ('hedged' in trading) scheduleHedgedTrading(context, trading.hedged)
  else if ('scalping' in trading) scheduleScalping(context, trading.scalping)
  else scheduleRecklessTrading(context, trading.reckless)
}
