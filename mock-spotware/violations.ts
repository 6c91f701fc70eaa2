export type ViolationKind =
  | 'historicalRate'
  | 'otherRate'
  /** Asked again while the payload type was still blocked. */
  | 'blockedPayloadType'
  /** A read-only journal asked for something that trades. */
  | 'tradingRequest'
  | 'connectionLimit'

/** A rule of the Open API a client broke. */
export interface Violation {
  kind: ViolationKind
  /** Which of the two budgets ran out, for a rate. */
  scope?: 'connection' | 'application'
  at: number
  environment: 'live' | 'demo'
  connection: number
  payloadType: number
  message: string
}

export class Violations {
  #violations: Violation[] = []

  add(violation: Violation): void {
    this.#violations.push(violation)
  }

  all(): readonly Violation[] {
    return this.#violations
  }

  clear(): void {
    this.#violations = []
  }
}
