import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { Attempts } from './attempts'
import { type BackEndClient, BackEndFailure } from './back-end-client'
import type { Clients } from './clients'
import type { Client } from './kept-crm'
import { hashPassword } from './password'

export interface SignUp {
  attempt: string
  name: string
  email: string
  password: string
  partnerId?: string
}

/** `problem` is for the person to read. */
export type RegistrationOutcome = { client: Client } | { problem: string }

export const accountWishSchema = z.object({
  environmentName: z.enum(['demo', 'live']),
  accountType: z.enum(['HEDGED', 'NETTED']),
  depositCurrency: z.enum(['EUR', 'USD', 'GBP']),
  leverage: z.coerce.number().pipe(z.union([z.literal(30), z.literal(100), z.literal(200)])),
})
export type AccountWish = z.output<typeof accountWishSchema>

/** New clients and new trading accounts; both come into being at the cTrader back end first. */
export class Registrations {
  readonly #clients: Clients
  readonly #backEnd: BackEndClient
  readonly #signUps = new Attempts<RegistrationOutcome>()
  readonly #openings = new Attempts<RegistrationOutcome>()

  constructor(clients: Clients, backEnd: BackEndClient) {
    this.#clients = clients
    this.#backEnd = backEnd
  }

  signUp(wanted: SignUp): Promise<RegistrationOutcome> {
    const key = `${wanted.attempt} ${wanted.email}`
    return this.#signUps.once(key, () => this.#createClient(wanted), isDone)
  }

  openAccount(client: Client, attempt: string, wish: AccountWish): Promise<RegistrationOutcome> {
    const key = `${attempt} ${client.userId}`
    return this.#openings.once(key, () => this.#createAccount(client, wish), isDone)
  }

  /** Tells the cTrader back end what it could not be told at the sign-up; never stands in the way. */
  async reportPending(client: Client): Promise<void> {
    try {
      if (!client.isAgreementReported) {
        await this.#backEnd.acceptAgreement(client.userId)
        this.#clients.change(client, { isAgreementReported: true })
      }
      if (!client.isPartnerReported && client.partnerId !== undefined) {
        await this.#backEnd.setPartner(client.userId, client.partnerId)
        this.#clients.change(client, { isPartnerReported: true })
      }
    } catch (error) {
      if (!(error instanceof BackEndFailure)) throw error
    }
  }

  async #createClient(wanted: SignUp): Promise<RegistrationOutcome> {
    const { name, email, password, partnerId } = wanted
    if (this.#clients.withEmail(email)) {
      return { problem: 'Somebody has signed up with this e-mail address before. Log in instead.' }
    }
    try {
      const userId = await this.#backEnd.createUser({ email, firstName: name })
      const client: Client = {
        name,
        email,
        passwordHash: hashPassword(password),
        userId,
        isVerified: false,
        partnerId,
        isAgreementReported: false,
        isPartnerReported: partnerId === undefined,
        accounts: [],
      }
      this.#clients.add(client)
      await this.reportPending(client)
      return { client }
    } catch (error) {
      return { problem: describeFailure(error, 'You were not signed up.') }
    }
  }

  /** One that was made but not linked yet is finished before another is made. */
  async #createAccount(client: Client, wish: AccountWish): Promise<RegistrationOutcome> {
    try {
      if (!this.#unlinkedOf(client)) {
        const unlinkedPasswordHash = createHash('md5').update(randomBytes(32)).digest('hex')
        const login = await this.#backEnd.createTrader({
          ...wish,
          passwordHash: unlinkedPasswordHash,
        })
        const { environmentName, depositCurrency: currency } = wish
        const made = { login, environmentName, currency, unlinkedPasswordHash }
        this.#clients.change(client, { accounts: [...client.accounts, made] })
      }
    } catch (error) {
      return { problem: describeFailure(error, 'No account was opened.') }
    }
    try {
      await this.#linkAccount(client)
      return { client }
    } catch (error) {
      const state = 'The account exists but is not yet yours in cTrader; press again to finish it.'
      return { problem: describeFailure(error, state) }
    }
  }

  async #linkAccount(client: Client): Promise<void> {
    const account = this.#unlinkedOf(client)
    if (account?.unlinkedPasswordHash === undefined) return
    const { login, environmentName, unlinkedPasswordHash } = account
    await this.#backEnd.linkTrader({
      userId: client.userId,
      traderLogin: login,
      traderPasswordHash: unlinkedPasswordHash,
      environmentName,
    })
    const accounts = client.accounts.map(({ unlinkedPasswordHash: hash, ...rest }) =>
      rest.login === login || hash === undefined ? rest : { ...rest, unlinkedPasswordHash: hash },
    )
    this.#clients.change(client, { accounts })
  }

  #unlinkedOf(client: Client) {
    return client.accounts.find(({ unlinkedPasswordHash }) => unlinkedPasswordHash !== undefined)
  }
}

function isDone(outcome: RegistrationOutcome): boolean {
  return 'client' in outcome
}

const reasons: Record<string, string> = {
  EMAIL_ALREADY_USED: 'This e-mail address is already in use at cTrader.',
  EMAIL_NOT_ALLOWED: 'Apple private relay addresses cannot be used.',
}

function describeFailure(error: unknown, state: string): string {
  if (!(error instanceof BackEndFailure)) throw error
  const { kind, errorCode } = error
  if (kind === 'refused') {
    return `${reasons[errorCode ?? ''] ?? `cTrader refused this (${errorCode}).`} ${state}`
  }
  const reason = kind === 'unreachable' ? 'cTrader cannot be reached.' : 'cTrader did not answer.'
  return `${reason} ${state} Please try again.`
}
