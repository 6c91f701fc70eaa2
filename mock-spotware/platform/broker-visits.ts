import { cookie, droppedCookie } from '@/mock-spotware/http/cookie'
import type { World } from '@/mock-spotware/world'

const COOKIE = 'mock_broker_visit'
const PATH = '/broker'
const LIFE_SECONDS = 30 * 60

/** Why a browser was sent to the broker's CRM. */
export type BrokerVisit =
  | { purpose: 'platform' }
  /** `returnTo` is a path of an authorization page. */
  | { purpose: 'ctraderId'; returnTo: string }
  | { purpose: 'inApp'; begunAt: number }

/**
 * What was begun in which browser, so that nobody comes back from the CRM who did not leave from
 * here: a foreign link with somebody else's token signs nobody in.
 */
export class BrokerVisits {
  readonly #world: World
  readonly #visits = new Map<string, BrokerVisit & { expiresAt: number }>()

  constructor(world: World) {
    this.#world = world
    world.events.on('reset', () => this.#visits.clear())
  }

  begin(visit: BrokerVisit): string {
    const now = this.#world.clock.now()
    for (const [id, { expiresAt }] of this.#visits) {
      if (expiresAt <= now) this.#visits.delete(id)
    }
    const id = this.#world.issued.issue('brokerVisit', now)
    this.#visits.set(id, { ...visit, expiresAt: now + LIFE_SECONDS * 1_000 })
    return cookie(COOKIE, id, { path: PATH, maxAgeSeconds: LIFE_SECONDS })
  }

  /** Each visit ends once. */
  end(cookies: Record<string, string>): BrokerVisit | undefined {
    const id = cookies[COOKIE] ?? ''
    const visit = this.#visits.get(id)
    this.#visits.delete(id)
    return visit && visit.expiresAt > this.#world.clock.now() ? visit : undefined
  }

  forget(): string {
    return droppedCookie(COOKIE, PATH)
  }
}
