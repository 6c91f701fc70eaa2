import { cookie, droppedCookie } from '@/mock-spotware/http/cookie'
import type { World } from '@/mock-spotware/world'

const COOKIE = 'mock_platform'

export interface PlatformSession {
  userId: number
  /** The CRM wants to see it before it opens an in-app screen. */
  inappToken?: string
  /** What every form of the signed-in page carries, so that no other site can send one. */
  formToken: string
  /** The person is back from an in-app screen that was opened then: money moved since is news. */
  newsSince?: number
}

/** Who is signed in to the cTrader platform in which browser. In memory only. */
export class PlatformSessions {
  readonly #world: World
  readonly #sessions = new Map<string, PlatformSession>()

  constructor(world: World) {
    this.#world = world
    world.events.on('reset', () => this.#sessions.clear())
  }

  find(cookies: Record<string, string>): PlatformSession | undefined {
    return this.#sessions.get(cookies[COOKIE] ?? '')
  }

  /** Ends what the browser had before. The cookie is for the browser. */
  begin(
    cookies: Record<string, string>,
    who: Pick<PlatformSession, 'userId' | 'inappToken'>,
  ): { session: PlatformSession; cookie: string } {
    this.#sessions.delete(cookies[COOKIE] ?? '')
    const { issued, clock } = this.#world
    const id = issued.issue('platformSession', clock.now())
    const session = { ...who, formToken: issued.issue('platformFormToken', clock.now()) }
    this.#sessions.set(id, session)
    return { session, cookie: cookie(COOKIE, id) }
  }

  end(cookies: Record<string, string>): string {
    this.#sessions.delete(cookies[COOKIE] ?? '')
    return droppedCookie(COOKIE)
  }
}
