import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { formatMoney } from '@/mock-spotware/accounts/money'
import type { TradingAccount } from '@/mock-spotware/accounts/trading-account'
import { journalCash, journalTrades, ledgerCash, ledgerTrades } from './compare-with-ledger'
import type { Act, FaultSchedule } from './fault-schedule'
import { type JournalStack, waitFor } from './journal-stack'
import { type KillableWorker, startOnLines, startProcess } from './killable-worker'
import type { SmallTrader } from './small-traders'

const MINUTE_MS = 60_000
/** Nobody asks anything any more: what a step waited for will not come. */
const QUIET_MS = 150
/** Longer than the lease of a slot, shorter than any other. */
const SLOT_IS_FREE_MS = 6_000
/** Longer than the longest pause after a failure. */
const ROUND_MS = 20 * MINUTE_MS
const ROUNDS = 12
/** Work that takes longer is work that waits for something. */
const ROUND_TAKES_MS = 5_000

type Actor = Awaited<ReturnType<JournalStack['makeActor']>>

/** Plays schedules, one after the other, each with a person of its own. */
export class FaultStage {
  #worker: KillableWorker | null = null

  constructor(
    private readonly stack: JournalStack,
    private readonly people: SmallTrader[],
  ) {}

  get isUsedUp(): boolean {
    return this.people.length === 0
  }

  /** @returns what is wrong in the end; nothing when the journal is what cTrader knows */
  async play(schedule: FaultSchedule): Promise<string[]> {
    const { stack } = this
    const trader = this.people.shift()
    if (!trader) throw new Error('Everybody has had their schedule')
    await stack.control('POST', 'behaviour', schedule.behaviour)
    stack.mock.world.requests.clear()
    await this.#haveWorker(schedule.killing)
    const actor = await stack.makeActor()
    const { name } = trader
    const connectionId = await this.#link(actor, name)
    await stack.follow(actor, connectionId)
    const ids = [trader.hedged, trader.netted]
    let kills = 0
    for (const { afterRequests, act } of schedule.steps) {
      await this.#letPass(afterRequests)
      if (act.kind === 'kill') {
        await this.#kill()
        kills += 1
        await this.#haveWorker(schedule.killing)
      } else await this.#do(act, ids)
    }
    const lost = stack.mock.world.faults
      .list()
      .some(({ kind, hits }) => kind === 'dropAfter' && hits > 0)
    await stack.control('DELETE', 'faults')
    await stack.control('POST', 'behaviour', { dealLagSeconds: 0 })
    const wrong = await this.#settle(actor, connectionId, ids, {
      mayBeLost: lost || (kills > 0 && schedule.killing === 'processes'),
      name,
    })
    await this.#leaveAlone(connectionId)
    return wrong
  }

  /** As a trader does: a trip that fails, because a code lives a minute or an answer was late, is made again. */
  async #link(actor: Actor, name: string): Promise<string> {
    const connectionId = await this.stack.authorise(actor, name)
    const { state } = await waitFor(
      'the end of the trip',
      () => this.stack.show(actor, connectionId),
      (view) => view.state === 'choose-accounts' || view.state === 'authorisation-failed',
      (view) => view.state,
    )
    return state === 'choose-accounts' ? connectionId : this.#link(actor, name)
  }

  async stop(): Promise<void> {
    await this.#kill()
    await this.stack.stop()
  }

  async #haveWorker(killing: FaultSchedule['killing']): Promise<void> {
    if (this.#worker?.killing === killing) return
    await this.#kill()
    const start = killing === 'processes' ? startProcess : startOnLines
    this.#worker = await start(this.stack)
  }

  /** The slot it held is free right after. */
  async #kill(): Promise<void> {
    await this.#worker?.kill()
    this.#worker = null
    await this.#advance(SLOT_IS_FREE_MS)
  }

  async #advance(milliseconds: number): Promise<void> {
    const { stack } = this
    const ahead = stack.mock.world.clock.aheadMs() + milliseconds
    this.#worker?.setAhead(ahead)
    await stack.advance(milliseconds)
  }

  /** So many requests more, or all that will come by themselves. */
  async #letPass(requests: number): Promise<void> {
    const seen = () => this.stack.mock.world.requests.all().length
    const enough = seen() + requests
    let last = seen()
    let quietSince = performance.now()
    while (seen() < enough && performance.now() - quietSince < QUIET_MS) {
      await pause(5)
      if (seen() === last) continue
      last = seen()
      quietSince = performance.now()
    }
  }

  /** Until nothing is due any more, or what is due does not get done. */
  async #workDone(): Promise<void> {
    const since = performance.now()
    while (performance.now() - since < ROUND_TAKES_MS) {
      if ((await this.stack.workAtHand()).length === 0) return
      await pause(20)
    }
  }

  async #do(act: Exclude<Act, { kind: 'kill' }>, ids: number[]): Promise<void> {
    const { stack } = this
    switch (act.kind) {
      case 'fault':
        await stack.control('POST', 'faults', act.order)
        break
      case 'event':
        await stack.control('POST', 'events', { kind: act.name })
        break
      case 'trade': {
        const { close } = act
        const accountId = ids[act.account]
        const net = close ? { net: inMoney(act.cents) } : {}
        await stack.control('POST', 'trade', { accountId, close, ...net })
        break
      }
      case 'cash':
        await stack.control('POST', 'cash', {
          accountId: ids[act.account],
          amount: inMoney(act.cents),
        })
        break
      case 'orders': {
        const { count, fill } = act
        await stack.control('POST', `deals/${ids[act.account]}`, { count, fill })
        break
      }
      case 'correction':
        await this.#correct(ids[act.account] ?? 0, act.which, act.cents)
        break
      case 'advance':
        await this.#advance(act.minutes * MINUTE_MS)
    }
  }

  async #correct(accountId: number, which: number, cents: number): Promise<void> {
    const account = this.#account(accountId)
    const closings = account.book.deals.filter(({ close }) => close)
    const deal = closings.at(-1 - (which % closings.length))
    if (!deal?.close) return
    const swap = formatMoney(deal.close.swap - BigInt(cents), account.profile.moneyDigits)
    const dealId = account.ids.show(deal.dealId)
    await this.stack.control('POST', `deals/${accountId}/${dealId}`, { swap })
  }

  #account(accountId: number): TradingAccount {
    const account = this.stack.mock.world.account(accountId)
    if (!account) throw new Error('No such account')
    return account
  }

  /** Everything works again. Time passes until the journal is what cTrader knows. */
  async #settle(
    actor: Actor,
    connectionId: string,
    ids: number[],
    { mayBeLost, name }: { mayBeLost: boolean; name: string },
  ): Promise<string[]> {
    const { stack } = this
    let wrong: string[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      await this.#workDone()
      const { refusedAt, refusalCode } = await stack.db.connection.findUniqueOrThrow({
        where: { id: connectionId },
      })
      if (refusedAt) {
        if (!mayBeLost || refusalCode !== 'ANSWER_LOST') return [`reconnect: ${refusalCode}`]
        await stack.authorise(actor, name, { connectionId })
        await this.#workDone()
      }
      wrong = await this.#differences(actor, ids)
      if (wrong.length === 0) break
      await this.#advance(ROUND_MS)
    }
    const violations = await stack.violations()
    return violations === 0 ? wrong : [...wrong, `${violations} violations`]
  }

  async #differences({ userId }: Actor, ids: number[]): Promise<string[]> {
    const { db } = this.stack
    const wrong: string[] = []
    for (const ctid of ids) {
      const account = await db.tradingAccount.findFirst({
        where: { userId, ctidTraderAccountId: ctid },
      })
      const ledger = await this.stack.ledger(ctid)
      const owned = { userId, ctid }
      const [trades, cash] = [await journalTrades(db, owned), await journalCash(db, owned)]
      if (!isDeepStrictEqual(trades, ledgerTrades(ledger)))
        wrong.push(`trades of ${ctid}: ${difference(trades, ledgerTrades(ledger))}`)
      if (!isDeepStrictEqual(cash, ledgerCash(ledger)))
        wrong.push(`cash of ${ctid}: ${difference(cash, ledgerCash(ledger))}`)
      if (!account?.reconciledAt) wrong.push(`${ctid} is not reconciled`)
      if (account?.breakAmount)
        wrong.push(`${ctid} breaks by ${account.breakAmount} at ${account.breakAt?.toISOString()}`)
    }
    return wrong
  }

  /** Nothing of this schedule goes on during the next one. */
  async #leaveAlone(connectionId: string): Promise<void> {
    const { db, clock } = this.stack
    await db.connection.update({ where: { id: connectionId }, data: { pausedAt: clock.now() } })
    await db.agendaItem.deleteMany()
  }
}

function inMoney(cents: number): string {
  return (cents / 100).toFixed(2)
}

/** The records that only one side has. */
function difference(ours: object[], theirs: object[]): string {
  const texts = (records: object[]) => new Set(records.map((record) => JSON.stringify(record)))
  const [here, there] = [texts(ours), texts(theirs)]
  const only = (one: Set<string>, other: Set<string>) =>
    [...one].filter((text) => !other.has(text)).slice(0, 3)
  return `only here ${only(here, there)}; only at cTrader ${only(there, here)}`
}
