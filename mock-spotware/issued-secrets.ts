import { z } from 'zod'
import { newToken } from './new-token'

export const issuedSecretSchema = z.strictObject({
  kind: z.enum([
    'clientSecret',
    'authorizationCode',
    'accessToken',
    'refreshToken',
    'signInSession',
    'signInFormToken',
    'crmPassword',
    'webservToken',
    'handOffToken',
    'platformSession',
    'platformFormToken',
    'brokerVisit',
    'crmApiToken',
    'oneTimeToken',
    'longTermToken',
    'inappToken',
  ]),
  value: z.string(),
  at: z.number(),
})
export type IssuedSecret = z.output<typeof issuedSecretSchema>

/** Shorter values would turn up in innocent text, so nobody looks for them. */
const SHORTEST_SECRET = 8

/** Every secret value ever handed out, so that a test can look for them where they must not be. */
export class IssuedSecrets {
  readonly #all: IssuedSecret[] = []
  readonly #values = new Set<string>()
  /** By how they begin, each list from the longest to the shortest. */
  readonly #byStart = new Map<string, string[]>()
  readonly #onIssued: () => void

  constructor(known: readonly IssuedSecret[], onIssued: () => void) {
    this.#onIssued = onIssued
    for (const secret of known) this.#add(secret)
  }

  /** A new token, known as handed out from now on. */
  issue(kind: IssuedSecret['kind'], at: number): string {
    const token = newToken()
    this.record(kind, token, at)
    return token
  }

  /** The application's own secret comes again with every start and is listed once. */
  record(kind: IssuedSecret['kind'], value: string, at: number): void {
    if (this.#add({ kind, value, at })) this.#onIssued()
  }

  /** In the order they were handed out; without the first so many. */
  all(known = 0): IssuedSecret[] {
    return this.#all.slice(known)
  }

  /** The secret that is in the text at this very place. */
  longestAt(text: string, index: number): string | undefined {
    const start = text.slice(index, index + SHORTEST_SECRET)
    return this.#byStart.get(start)?.find((value) => text.startsWith(value, index))
  }

  /** False for one that is listed already. */
  #add(secret: IssuedSecret): boolean {
    const { value } = secret
    if (this.#values.has(value)) return false
    this.#values.add(value)
    this.#all.push(secret)
    if (value.length < SHORTEST_SECRET) return true
    const start = value.slice(0, SHORTEST_SECRET)
    const alike = this.#byStart.get(start)
    if (!alike) this.#byStart.set(start, [value])
    else alike.splice(findPlace(alike, value.length), 0, value)
    return true
  }
}

function findPlace(values: readonly string[], length: number): number {
  const index = values.findIndex((value) => value.length < length)
  return index < 0 ? values.length : index
}
