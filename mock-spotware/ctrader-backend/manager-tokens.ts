import { createHash } from 'node:crypto'
import type { BrokerDeployment } from '@/mock-spotware/broker-deployment'
import type { World } from '@/mock-spotware/world'

/** webservTokens: by them the back end knows the CRM. They do not expire, and are in memory only. */
export class ManagerTokens {
  readonly #world: World
  readonly #manager: BrokerDeployment['manager']
  readonly #tokens = new Set<string>()

  constructor(world: World, manager: BrokerDeployment['manager']) {
    this.#world = world
    this.#manager = manager
    world.events.on('reset', () => this.#tokens.clear())
  }

  /** Undefined when there is no such manager, or the password is another. */
  issue(login: number, hashedPassword: string): string | undefined {
    const expected = createHash('md5').update(this.#manager.password).digest('hex')
    if (login !== this.#manager.login || hashedPassword.toLowerCase() !== expected) return undefined
    const token = this.#world.issued.issue('webservToken', this.#world.clock.now())
    this.#tokens.add(token)
    return token
  }

  isIssued(token: string): boolean {
    return this.#tokens.has(token)
  }
}
