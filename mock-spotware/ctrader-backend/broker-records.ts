import type { KeptBrokerRecords } from './kept-broker-records'

/** What a broker told the cTrader back end about people and accounts, besides that they exist. */
export class BrokerRecords {
  readonly #onChanged: () => void
  readonly #passwordHashes = new Map<number, string>()
  readonly #agreements = new Set<number>()
  readonly #partners = new Map<number, string>()

  constructor(onChanged: () => void, kept?: KeptBrokerRecords) {
    this.#onChanged = onChanged
    for (const { accountId, hash } of kept?.passwordHashes ?? []) {
      this.#passwordHashes.set(accountId, hash)
    }
    for (const ctid of kept?.agreements ?? []) this.#agreements.add(ctid)
    for (const { ctid, partnerId } of kept?.partners ?? []) this.#partners.set(ctid, partnerId)
  }

  setPasswordHash(accountId: number, hash: string): void {
    this.#passwordHashes.set(accountId, hash)
    this.#onChanged()
  }

  /** Accounts that were there from the start have no password a broker could know. */
  isPasswordHash(accountId: number, hash: string): boolean {
    return this.#passwordHashes.get(accountId) === hash
  }

  acceptAgreement(ctid: number): void {
    this.#agreements.add(ctid)
    this.#onChanged()
  }

  hasAcceptedAgreement(ctid: number): boolean {
    return this.#agreements.has(ctid)
  }

  setPartnerId(ctid: number, partnerId: string): void {
    this.#partners.set(ctid, partnerId)
    this.#onChanged()
  }

  partnerId(ctid: number): string | undefined {
    return this.#partners.get(ctid)
  }

  kept(): KeptBrokerRecords {
    return {
      passwordHashes: [...this.#passwordHashes].map(([accountId, hash]) => ({ accountId, hash })),
      agreements: [...this.#agreements],
      partners: [...this.#partners].map(([ctid, partnerId]) => ({ ctid, partnerId })),
    }
  }

  reset(): void {
    this.#passwordHashes.clear()
    this.#agreements.clear()
    this.#partners.clear()
    this.#onChanged()
  }
}
