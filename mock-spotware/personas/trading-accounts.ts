import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import { repeatByHand } from '@/mock-spotware/accounts/act-by-hand'
import { handMadeSchema } from '@/mock-spotware/accounts/hand-made-record'
import type { TradingAccount } from '@/mock-spotware/accounts/trading-account'
import {
  type AccountLife,
  beginTradingAccount,
  type UnfinishedAccount,
} from '@/mock-spotware/history/account-life'
import type { People } from './people'

/** How long other work may have to wait for a history that is being made. */
const SLICE_MS = 20

/** An account with records made by hand. Its generated history stays as long as it was before. */
export const keptAccountSchema = z.strictObject({
  accountId: z.int(),
  generatedUpTo: z.number(),
  handMade: z.array(handMadeSchema).min(1),
  /** What it must come to again; another balance means another generated history. */
  balance: z.string(),
  balanceVersion: z.int(),
})
type KeptAccount = z.output<typeof keptAccountSchema>

/** Everybody's trading accounts; a history is made when its account is first asked for. */
export class TradingAccounts {
  readonly #people: People
  readonly #life: Omit<AccountLife, 'until'>
  readonly #whole = new Map<number, TradingAccount>()
  readonly #unfinished = new Map<number, UnfinishedAccount>()
  readonly #opening = new Map<number, Promise<TradingAccount | undefined>>()
  #historyUntil: number

  /** Throws RangeError when a kept account cannot have been one of these. */
  constructor(people: People, { until, ...life }: AccountLife, kept: readonly KeptAccount[] = []) {
    this.#people = people
    this.#life = life
    this.#historyUntil = until
    for (const account of kept) this.#restore(account)
  }

  find(accountId: number): TradingAccount | undefined {
    return this.#whole.get(accountId) ?? this.#makeWhole(accountId, this.#historyUntil)
  }

  /** Only if its history is there already. */
  made(accountId: number): TradingAccount | undefined {
    return this.#whole.get(accountId)
  }

  /** As `find`, but a long history is made in slices, so that everybody else is served. */
  async open(accountId: number): Promise<TradingAccount | undefined> {
    const whole = this.#whole.get(accountId)
    if (whole) return whole
    // however many ask for it, there is one slice at a time
    const begun = this.#opening.get(accountId)
    if (begun) return begun
    const opening = this.#makeInSlices(accountId).finally(() => this.#opening.delete(accountId))
    this.#opening.set(accountId, opening)
    return opening
  }

  /** Those a restart would not bring back as they are. */
  kept(): KeptAccount[] {
    return [...this.#whole.values()]
      .filter(({ handMade }) => handMade.length > 0)
      .map(({ profile, book, generatedUpTo, handMade }) => ({
        accountId: profile.accountId,
        generatedUpTo,
        handMade,
        balance: String(book.balance),
        balanceVersion: book.balanceVersion,
      }))
  }

  /** All histories anew, up to this moment. */
  reset(until: number): void {
    this.#whole.clear()
    this.#unfinished.clear()
    this.#historyUntil = until
  }

  async #makeInSlices(accountId: number): Promise<TradingAccount | undefined> {
    while (!this.#whole.has(accountId)) {
      const unfinished = this.#begin(accountId, this.#historyUntil)
      if (!unfinished) return undefined
      const end = performance.now() + SLICE_MS
      if (unfinished.liveOn(() => performance.now() < end)) this.#finish(accountId, unfinished)
      else await setImmediate()
    }
    return this.#whole.get(accountId)
  }

  #makeWhole(accountId: number, until: number): TradingAccount | undefined {
    const unfinished = this.#begin(accountId, until)
    if (!unfinished) return undefined
    unfinished.liveOn()
    return this.#finish(accountId, unfinished)
  }

  #begin(accountId: number, until: number): UnfinishedAccount | undefined {
    const begun = this.#unfinished.get(accountId)
    if (begun) return begun
    const plan = this.#people.account(accountId)
    if (!plan) return undefined
    const unfinished = beginTradingAccount(plan, { ...this.#life, until })
    this.#unfinished.set(accountId, unfinished)
    return unfinished
  }

  #finish(accountId: number, { account }: UnfinishedAccount): TradingAccount {
    this.#unfinished.delete(accountId)
    this.#whole.set(accountId, account)
    return account
  }

  /** Its generated history ends where it did, so that what was made by hand fits on top again. */
  #restore({ accountId, generatedUpTo, handMade, balance, balanceVersion }: KeptAccount): void {
    const account = this.#makeWhole(accountId, generatedUpTo)
    if (!account) throw new RangeError(`there is no account ${accountId}`)
    repeatByHand(account, handMade)
    const { book } = account
    if (String(book.balance) !== balance || book.balanceVersion !== balanceVersion) {
      throw new RangeError(`account ${accountId} has another generated history by now`)
    }
  }
}
