import type { Codec } from '@/lib/ctrader/codec'
import { ProviderFailure } from '@/lib/ctrader/failure'
import { RequestBudget } from '@/lib/ctrader/request-budget'
import { type Application, type OnAccountEvent, OpenApiSession } from '@/lib/ctrader/session'
import type { SocketOptions } from '@/lib/ctrader/socket'
import type { Environment } from '@/lib/db/generated/client'

export type ProviderOptions = {
  application: Application
  codec: Codec
  urls: Record<Environment, string>
  /** Asked at every connection: a mock that was restarted has a new certificate. */
  readCa(): string | undefined
  /** Spotware allows 5, unless it agreed on more with the application. */
  historicalPerSecond: number
  /** So long an answer is waited for. */
  answerSeconds: number
  onAccountEvent: OnAccountEvent
} & Pick<SocketOptions, 'idPrefix' | 'onRequest'>

/**
 * After an address did not answer, nobody waits for it again for so long. Steps that need it fail at
 * once and are put off, instead of keeping the worker's hands from other environments.
 */
const UNREACHABLE_MS = 2_000

/** Spotware allows 50 other requests per second. */
const OTHER_PER_SECOND = 45

/**
 * The sockets of one slot at one platform, live and demo, opened when first needed and within one budget.
 * Only the holder of a slot has a Provider; when the slot is lost it is closed.
 */
export class Provider {
  readonly #budgets: { historical: RequestBudget; other: RequestBudget }
  readonly #sessions = new Map<Environment, Promise<OpenApiSession>>()
  readonly #unreachableUntil = new Map<Environment, number>()
  #closed = false

  constructor(private readonly options: ProviderOptions) {
    this.#budgets = {
      historical: new RequestBudget(options.historicalPerSecond),
      other: new RequestBudget(OTHER_PER_SECOND),
    }
  }

  /** The slot is held until this moment of `performance.now()`; what would go out later is refused. */
  mayAskUntil(moment: number): void {
    for (const budget of Object.values(this.#budgets)) budget.mayAskUntil(moment)
  }

  /** @throws ProviderFailure when cTrader cannot be reached or refuses the application */
  async session(environment: Environment): Promise<OpenApiSession> {
    if (this.#closed) throw new ProviderFailure('SLOT_LOST', 'retry-later')
    const existing = this.#sessions.get(environment)
    if (existing) return existing
    if ((this.#unreachableUntil.get(environment) ?? 0) > performance.now())
      throw new ProviderFailure('UNREACHABLE', 'retry-later')
    const { application, urls, readCa, onAccountEvent, ...line } = this.options
    const opening = OpenApiSession.open(
      application,
      { ...line, url: urls[environment], ca: readCa(), budgets: this.#budgets },
      onAccountEvent,
    )
    this.#sessions.set(environment, opening)
    const forget = () => {
      if (this.#sessions.get(environment) === opening) this.#sessions.delete(environment)
    }
    opening.then(
      (session) => session.socket.once('close', forget),
      (failure: unknown) => {
        forget()
        if (failure instanceof ProviderFailure && failure.providerCode === 'UNREACHABLE')
          this.#unreachableUntil.set(environment, performance.now() + UNREACHABLE_MS)
      },
    )
    return opening
  }

  /** Closes an account's session where one is open. No socket is opened for that. */
  async unwatch(environment: Environment, ctidTraderAccountId: bigint): Promise<void> {
    const session = await this.#sessions.get(environment)
    await session?.unwatch(ctidTraderAccountId)
  }

  close(): void {
    this.#closed = true
    for (const budget of Object.values(this.#budgets)) budget.end()
    for (const opening of this.#sessions.values())
      opening.then((session) => session.socket.close()).catch(() => undefined)
    this.#sessions.clear()
  }
}
