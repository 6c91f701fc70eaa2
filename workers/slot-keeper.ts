import { announceWorker } from '@/lib/agenda/presence'
import { holdSlot } from '@/lib/agenda/slots'
import type { Clock } from '@/lib/clock'
import type { Database } from '@/lib/db/client'
import { log } from '@/lib/log'
import type { ProviderOptions } from '@/lib/sync/provider'
import { Providers } from '@/lib/sync/providers'

const KEEP_EVERY_MS = 1_000
/** Sending stops this long before the slot could be somebody else's: so far clocks may differ. */
const SAFETY_MS = 1_500

/**
 * Says every few seconds that this worker lives, and keeps one of the fleet's slots if one is free.
 * While it holds one there are Providers; when the slot cannot be kept in time its sockets close.
 */
export class SlotKeeper {
  #providers: Providers | null = null
  #expiry: NodeJS.Timeout | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(
    private readonly options: {
      db: Database
      clock: Clock
      workerId: string
      slots: number
      /** By the key of the platform. */
      platforms: ReadonlyMap<string, ProviderOptions>
      onSlot(): void
    },
  ) {}

  get providers(): Providers | null {
    return this.#providers
  }

  async start(): Promise<void> {
    await this.#keep()
    this.#timer = setInterval(() => void this.#keep(), KEEP_EVERY_MS)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#drop()
  }

  async #keep(): Promise<void> {
    const { db, clock, workerId, slots, onSlot } = this.options
    try {
      await announceWorker(db, workerId, clock.now())
      const slot = await holdSlot(db, { owner: workerId, slots, now: clock.now() })
      if (!slot) return this.#drop()
      clearTimeout(this.#expiry)
      const left = slot.until.getTime() - clock.now().getTime() - SAFETY_MS
      this.#expiry = setTimeout(() => this.#drop(), left)
      const endsAt = performance.now() + left
      if (this.#providers) return this.#providers.mayAskUntil(endsAt)
      log.info({ slot: slot.number }, 'holding a slot')
      this.#providers = new Providers(this.options.platforms)
      this.#providers.mayAskUntil(endsAt)
      onSlot()
    } catch (error) {
      log.warn({ error }, 'could not keep the slot')
    }
  }

  #drop(): void {
    clearTimeout(this.#expiry)
    if (!this.#providers) return
    log.info('slot given up')
    this.#providers.close()
    this.#providers = null
  }
}
