export type SecretKind =
  | 'clientSecret'
  | 'authorizationCode'
  | 'accessToken'
  | 'refreshToken'
  | 'signInSession'

export interface IssuedSecret {
  kind: SecretKind
  value: string
  at: number
}

/** Every secret value ever handed out, so that a test can look for them where they must not be. */
export class IssuedSecrets {
  readonly #issued: IssuedSecret[] = []

  record(kind: SecretKind, value: string, at: number): void {
    this.#issued.push({ kind, value, at })
  }

  all(): readonly IssuedSecret[] {
    return this.#issued
  }
}
