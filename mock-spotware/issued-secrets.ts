import { z } from 'zod'
import { newToken } from './new-token'

export const issuedSecretSchema = z.strictObject({
  kind: z.enum([
    'clientSecret',
    'authorizationCode',
    'accessToken',
    'refreshToken',
    'signInSession',
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
type IssuedSecret = z.output<typeof issuedSecretSchema>

/** Every secret value ever handed out, so that a test can look for them where they must not be. */
export class IssuedSecrets {
  readonly #byValue: Map<string, IssuedSecret>
  readonly #onIssued: () => void

  constructor(known: readonly IssuedSecret[], onIssued: () => void) {
    this.#byValue = new Map(known.map((secret) => [secret.value, secret]))
    this.#onIssued = onIssued
  }

  /** A new token, known as handed out from now on. */
  issue(kind: IssuedSecret['kind'], at: number): string {
    const token = newToken()
    this.record(kind, token, at)
    return token
  }

  /** The application's own secret comes again with every start and is listed once. */
  record(kind: IssuedSecret['kind'], value: string, at: number): void {
    if (this.#byValue.has(value)) return
    this.#byValue.set(value, { kind, value, at })
    this.#onIssued()
  }

  all(): IssuedSecret[] {
    return [...this.#byValue.values()]
  }
}
