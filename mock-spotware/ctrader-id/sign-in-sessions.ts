import type { Persona } from '@/mock-spotware/personas/persona'
import type { World } from '@/mock-spotware/world'
import { newToken } from './grants'

const COOKIE = 'mock_ctrader_id'

/** Who is signed in to cTrader ID in which browser. */
export class SignInSessions {
  readonly #world: World
  readonly #sessions = new Map<string, Persona>()

  constructor(world: World) {
    this.#world = world
    world.events.on('reset', () => this.#sessions.clear())
  }

  find(cookies: Record<string, string>): Persona | undefined {
    return this.#sessions.get(cookies[COOKIE] ?? '')
  }

  /** Signs in and returns the headers that tell the browser. */
  begin(persona: Persona): Record<string, string> {
    const id = newToken()
    this.#world.issued.record('signInSession', id, this.#world.clock.now())
    this.#sessions.set(id, persona)
    return { 'set-cookie': `${COOKIE}=${id}; HttpOnly; SameSite=Lax; Path=/` }
  }

  end(cookies: Record<string, string>): Record<string, string> {
    this.#sessions.delete(cookies[COOKIE] ?? '')
    return { 'set-cookie': `${COOKIE}=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0` }
  }
}
