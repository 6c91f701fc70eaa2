import type { CrmParts } from './crm-parts'
import type { Client } from './kept-crm'
import { hashPassword, isPasswordOf } from './password'

/** The client everybody finds at Harbour Lane; the persona `eli` at the cTrader back end. */
const eli: Client = {
  email: 'eli@harbourlane.example',
  name: 'eli',
  passwordHash: hashPassword('demo'),
  userId: 4_410_005,
  isVerified: false,
  isAgreementReported: true,
  isPartnerReported: true,
  accounts: [{ login: 2_105, environmentName: 'live', currency: 'USD' }],
}

/** Whoever has an account at the broker. */
export class Clients {
  readonly #parts: CrmParts
  #clients: Client[]

  constructor(parts: CrmParts, kept?: readonly Client[]) {
    this.#parts = parts
    this.#clients = structuredClone(kept ? [...kept] : [eli])
  }

  byUserId(userId: number): Client | undefined {
    return this.#clients.find((client) => client.userId === userId)
  }

  withEmail(email: string): Client | undefined {
    const wanted = email.trim().toLowerCase()
    return this.#clients.find((client) => client.email === wanted)
  }

  /** How many came by the links of this partner. */
  countInvitedBy(partnerId: string): number {
    return this.#clients.filter(({ invitedBy }) => invitedBy === partnerId).length
  }

  /** By e-mail address; `eli`, like every persona, also by the name alone. */
  withPassword(name: string, password: string): Client | undefined {
    const isEli = name.trim().toLowerCase() === eli.name
    const client = this.withEmail(isEli ? eli.email : name)
    // a wrong name takes as long as a wrong password
    const isRight = isPasswordOf(client?.passwordHash ?? eli.passwordHash, password)
    return isRight ? client : undefined
  }

  add(client: Client): void {
    this.#clients.push(client)
    this.#parts.onChanged()
  }

  change(client: Client, change: Partial<Client>): void {
    Object.assign(client, change)
    this.#parts.onChanged()
  }

  kept(): Client[] {
    return this.#clients
  }

  reset(): void {
    this.#clients = structuredClone([eli])
  }
}
