import { type ClaimedItem, claim, LEASE_SECONDS, prolong } from '@/lib/agenda/claim'
import { LeaseLost, postpone } from '@/lib/agenda/finish'
import { kindsFor } from '@/lib/agenda/kinds'
import { withCorrelation } from '@/lib/correlation'
import { ProviderFailure } from '@/lib/ctrader/failure'
import { isDatabaseUnavailable } from '@/lib/db/unavailable'
import { log } from '@/lib/log'
import type { Providers } from '@/lib/sync/providers'
import { recordFailure } from '@/lib/sync/record-failure'
import { HANDLERS, type StepContext } from './handlers'
import type { WorkerMetrics } from './worker-metrics'

/** Without a hint, due work is looked for this often. */
const LOOK_EVERY_MS = 1_000
/** Steps at once: while one waits for its turn at cTrader, others write to the database. */
const AT_ONCE = 6

type WorkContext = Omit<StepContext, 'providers'>

/**
 * Claims due work and does it, as long as it runs. Work that needs cTrader is claimed only while
 * this process holds a slot.
 */
export class WorkLoop {
  readonly #running = new Map<bigint, Promise<void>>()
  readonly #timers: NodeJS.Timeout[] = []
  #looking = false
  #lookAgain = false
  #stopping = false
  /** Also when all hands are full, so that there is nothing to look for. */
  #lastLookAt = performance.now()

  constructor(
    private readonly context: WorkContext,
    private readonly providers: () => StepContext['providers'] | null,
    private readonly metrics: WorkerMetrics,
  ) {
    metrics.watchSteps(() => this.#running.size)
  }

  /** When the agenda was read last, in `performance.now()`. */
  get lastLookAt(): number {
    return this.#lastLookAt
  }

  start(): void {
    this.#timers.push(setInterval(() => this.look(), LOOK_EVERY_MS))
    this.#timers.push(setInterval(() => this.#keepLeases(), (LEASE_SECONDS * 1000) / 3))
    this.look()
  }

  /** Looks for due work now: somebody said there is some. */
  look(): void {
    if (this.#looking) {
      this.#lookAgain = true
      return
    }
    this.#looking = true
    this.#lookAgain = false
    this.#claimDue()
      .catch((error: unknown) => {
        if (!isDatabaseUnavailable(error)) log.error({ error }, 'could not look for work')
      })
      .finally(() => {
        this.#looking = false
        if (this.#lookAgain) this.look()
      })
  }

  /** Claims nothing more and waits for what is being done. */
  async stop(): Promise<void> {
    this.#stopping = true
    for (const timer of this.#timers) clearInterval(timer)
    await Promise.allSettled(this.#running.values())
  }

  async #claimDue(): Promise<void> {
    const { db, clock, workerId } = this.context
    const free = AT_ONCE - this.#running.size
    if (free <= 0) this.#lastLookAt = performance.now()
    if (this.#stopping || free <= 0) return
    // Lost while claiming, they are closed, and say so to whoever asks them.
    const providers = this.providers()
    const kinds = kindsFor(providers !== null)
    const items = await claim(db, { owner: workerId, kinds, limit: free, now: clock.now() })
    this.#lastLookAt = performance.now()
    for (const item of items) {
      const step = withCorrelation(item.correlationId, () => this.#do(item, providers))
      const done = step.finally(() => {
        this.#running.delete(item.id)
        this.look()
      })
      this.#running.set(item.id, done)
    }
  }

  async #do(item: ClaimedItem, providers: Providers | null): Promise<void> {
    const { kind, subjectId } = item
    // Imports and mails need no provider; the kinds that do are not claimed without one.
    const context = { ...this.context, providers } as StepContext
    const begunAt = performance.now()
    const end = (outcome: Parameters<WorkerMetrics['step']>[1]) => {
      const seconds = (performance.now() - begunAt) / 1000
      this.metrics.step(kind, outcome, seconds)
      log.debug({ kind, subjectId, outcome, seconds }, 'step ended')
    }
    try {
      await HANDLERS[kind](context, item)
      end('done')
    } catch (error) {
      if (error instanceof LeaseLost) end('left')
      else end(error instanceof ProviderFailure ? 'provider-said-no' : 'failed')
      await this.#recover(context, item, error).catch((second: unknown) => {
        // Taken off the agenda meanwhile: nobody waits for it any more.
        if (!(second instanceof LeaseLost))
          log.warn({ kind, subjectId, error: second }, 'step left to its lease')
      })
    }
  }

  async #recover(context: StepContext, item: ClaimedItem, error: unknown): Promise<void> {
    const { kind, subjectId } = item
    if (error instanceof LeaseLost) return
    this.metrics.failure(error instanceof ProviderFailure ? error.failureClass : 'internal')
    if (error instanceof ProviderFailure && !this.#cutOff(context, error)) {
      log.info({ kind, subjectId, providerCode: error.providerCode }, 'cTrader said no')
      return recordFailure(context, item, error)
    }
    const { db, clock, workerId } = this.context
    const input = { owner: workerId, now: clock.now() }
    if (error instanceof ProviderFailure)
      return postpone(db, item, { ...input, reason: error.providerCode })
    log.error({ kind, subjectId, error }, 'step failed')
    const isOurFault = !isDatabaseUnavailable(error)
    await postpone(db, item, { ...input, reason: 'INTERNAL', isOurFault })
  }

  /** Our own sockets were closed under the step: that is no trouble of the connection's. */
  #cutOff({ providers }: StepContext, { failureClass }: ProviderFailure): boolean {
    return failureClass === 'retry-later' && providers !== null && providers !== this.providers()
  }

  #keepLeases(): void {
    const { db, clock, workerId } = this.context
    const ids = [...this.#running.keys()]
    if (ids.length === 0) return
    prolong(db, { owner: workerId, ids, now: clock.now() }).catch((error: unknown) =>
      log.warn({ error }, 'could not keep leases'),
    )
  }
}
