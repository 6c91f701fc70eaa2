import { platformNotConfigured } from '@/lib/ctrader/failure'
import type { OpenApiSession } from '@/lib/ctrader/session'
import type { Environment } from '@/lib/db/generated/client'
import { Provider, type ProviderOptions } from './provider'

/**
 * What a slot gives the right to: a Provider for each environment that is configured, by its key.
 * Each has its own application, sockets and budgets, so trouble at one is not felt at another.
 */
export class Providers {
  readonly #providers: ReadonlyMap<string, Provider>

  constructor(options: ReadonlyMap<string, ProviderOptions>) {
    this.#providers = new Map([...options].map(([key, each]) => [key, new Provider(each)]))
  }

  /** The slot is held until this moment of `performance.now()`; what would go out later is refused. */
  mayAskUntil(moment: number): void {
    for (const provider of this.#providers.values()) provider.mayAskUntil(moment)
  }

  /** @throws ProviderFailure when the environment is not configured, cannot be reached or refuses us */
  async session(platform: string, environment: Environment): Promise<OpenApiSession> {
    const provider = this.#providers.get(platform)
    if (!provider) throw platformNotConfigured()
    return provider.session(environment)
  }

  /** Ends the session of an account, where one is open: nothing of it is told any more. */
  async unwatch(
    platform: string,
    environment: Environment,
    ctidTraderAccountId: bigint,
  ): Promise<void> {
    await this.#providers.get(platform)?.unwatch(environment, ctidTraderAccountId)
  }

  close(): void {
    for (const provider of this.#providers.values()) provider.close()
  }
}
