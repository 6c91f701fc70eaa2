import { cookie, droppedCookie } from '@/mock-spotware/http/cookie'
import type { Persona } from '@/mock-spotware/personas/persona'
import type { World } from '@/mock-spotware/world'

const COOKIE = 'mock_ctrader_id'

interface SignInSession {
  persona: Persona
  /** What every form of a signed-in page carries, so that no other site can send one. */
  formToken: string
}

/** Who is signed in to cTrader ID in which browser. */
export class SignInSessions {
  readonly #world: World
  readonly #sessions = new Map<string, SignInSession>()

  constructor(world: World) {
    this.#world = world
    world.events.on('reset', () => this.#sessions.clear())
  }

  find(cookies: Record<string, string>): SignInSession | undefined {
    return this.#sessions.get(cookies[COOKIE] ?? '')
  }

  /** Signs in and returns the headers that tell the browser. */
  begin(persona: Persona): Record<string, string> {
    const { issued, clock } = this.#world
    const id = issued.issue('signInSession', clock.now())
    const formToken = issued.issue('signInFormToken', clock.now())
    this.#sessions.set(id, { persona, formToken })
    return { 'set-cookie': cookie(COOKIE, id) }
  }

  end(cookies: Record<string, string>): Record<string, string> {
    this.#sessions.delete(cookies[COOKIE] ?? '')
    return { 'set-cookie': droppedCookie(COOKIE) }
  }
}
