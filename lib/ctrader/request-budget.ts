import { ProviderFailure } from './failure'

/**
 * How long a place stays taken after its answer: a second, and room for two clocks that measure it
 * half a percent apart. More room costs that much of the budget at every request.
 */
const PLACE_RESTS_MS = 1_005

/**
 * A budget of so many requests per second, as the provider counts them.
 *
 * A request takes one of N places and gives it back a second after its *answer*. The provider
 * received it before it answered, so whatever delays there were on the way, no second of the
 * provider's ever sees more than N. Spacing by our own sending times would not give that.
 */
export class RequestBudget {
  readonly #freeAt: number[]
  readonly #waiting: { go(): void; fail(failure: ProviderFailure): void }[] = []
  #restUntil = 0
  #endsAt = Number.POSITIVE_INFINITY
  #timer: NodeJS.Timeout | undefined

  /** @param perSecond places; all of them rest first, for another process may have used them just now */
  constructor(perSecond: number, restFirstMs: number = PLACE_RESTS_MS) {
    this.#freeAt = Array.from({ length: perSecond }, () => performance.now() + restFirstMs)
  }

  /** @throws ProviderFailure SLOT_LOST once the right to ask has ended */
  async spend<Result>(request: () => Promise<Result>): Promise<Result> {
    await new Promise<void>((go, fail) => {
      this.#waiting.push({ go, fail })
      this.#letNextGo()
    })
    try {
      if (performance.now() >= this.#endsAt) throw slotLost()
      return await request()
    } finally {
      this.#freeAt.push(performance.now() + PLACE_RESTS_MS)
      this.#letNextGo()
    }
  }

  /** Nobody may spend anything for a while: the provider asked us to slow down. */
  restFor(seconds: number): void {
    this.#restUntil = Math.max(this.#restUntil, performance.now() + seconds * 1000)
  }

  /**
   * The right to ask ends at this moment of `performance.now()`, unless it is prolonged before. It is
   * looked at when a request goes out: a process that stood still wakes up with answers and timers
   * in any order, and the one that would have told it to stop may come last.
   */
  mayAskUntil(moment: number): void {
    this.#endsAt = moment
  }

  /** The right to ask has ended for good: whoever waits for a place need not wait for it. */
  end(): void {
    this.#endsAt = 0
    for (const { fail } of this.#waiting.splice(0)) fail(slotLost())
  }

  #letNextGo(): void {
    this.#freeAt.sort((a, b) => a - b)
    clearTimeout(this.#timer)
    while (this.#waiting.length > 0) {
      const earliest = this.#freeAt[0]
      if (earliest === undefined) return
      const wait = Math.max(earliest, this.#restUntil) - performance.now()
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#letNextGo(), Math.ceil(wait))
        return
      }
      this.#freeAt.shift()
      this.#waiting.shift()?.go()
    }
  }
}

function slotLost(): ProviderFailure {
  return new ProviderFailure('SLOT_LOST', 'retry-later')
}
