import { createHash, randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { Attempts, nameAttempt } from './attempts'
import { type BackEndClient, BackEndFailure } from './back-end-client'
import type { Clients } from './clients'
import type { Crm } from './crm'
import type { AccountWish, Client } from './kept-crm'
import { hashPassword } from './password'

export interface SignUp {
  attempt: string
  name: string
  email: string
  password: string
  /** The partnerId of whoever brought them. */
  invitedBy?: string
}

/** `problem` is for the person to read. */
export type RegistrationOutcome = { client: Client } | { problem: string }

const TAKEN = 'Somebody has signed up with this e-mail address before. Log in instead.'

/** New clients and new trading accounts; both come into being at the cTrader back end first. */
export class Registrations {
  readonly #clients: Clients
  readonly #backEnd: BackEndClient
  readonly #signUps = new Attempts<RegistrationOutcome>()
  readonly #openings = new Attempts<RegistrationOutcome>()

  constructor(crm: Crm, backEnd: BackEndClient) {
    this.#clients = crm.clients
    this.#backEnd = backEnd
    crm.onReset(() => {
      this.#signUps.clear()
      this.#openings.clear()
    })
  }

  signUp(wanted: SignUp): Promise<RegistrationOutcome> {
    const { attempt, name, email, password, invitedBy } = wanted
    const press = nameAttempt(attempt, name, email, password, invitedBy)
    return this.#signUps.once(press, () => this.#createClient(wanted), isDone)
  }

  openAccount(client: Client, attempt: string, wish: AccountWish): Promise<RegistrationOutcome> {
    const { environmentName, accountType, depositCurrency, leverage } = wish
    const wanted = [environmentName, accountType, depositCurrency, leverage]
    const press = nameAttempt(attempt, client.userId, ...wanted)
    return this.#openings.once(press, () => this.#createAccount(client, wish), isDone)
  }

  /** Gives a client an id for links that bring others, and tells the cTrader back end of it. */
  async makePartner(client: Client): Promise<void> {
    if (client.partnerId !== undefined) return
    const partnerId = `hl-${randomBytes(6).toString('hex')}`
    this.#clients.change(client, { partnerId, isPartnerReported: false })
    await this.reportPending(client)
  }

  /** Tells the cTrader back end what it could not be told before; never stands in the way. */
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
    const { name, email, password, invitedBy } = wanted
    if (this.#clients.withEmail(email)) return { problem: TAKEN }
    try {
      const userId = await this.#backEnd.createUser({ email, firstName: name })
      // by another form, while cTrader was asked
      if (this.#clients.withEmail(email)) return { problem: TAKEN }
      const client: Client = {
        name,
        email,
        passwordHash: hashPassword(password),
        userId,
        isVerified: false,
        invitedBy,
        isAgreementReported: false,
        isPartnerReported: true,
        accounts: [],
      }
      this.#clients.add(client)
      await this.reportPending(client)
      return { client }
    } catch (error) {
      return { problem: describeFailure(error, 'You were not signed up.') }
    }
  }

  /** One that was begun is finished before another is begun. */
  async #createAccount(client: Client, wish: AccountWish): Promise<RegistrationOutcome> {
    const ordered = client.orderedAccount
    const isAsWished = ordered === undefined || isDeepStrictEqual(ordered.wish, wish)
    try {
      if (!this.#unlinkedOf(client)) await this.#orderAccount(client, wish)
    } catch (error) {
      const isOpen = client.orderedAccount !== undefined
      const state = isOpen
        ? 'We do not know yet whether the account was opened; press again to find out.'
        : 'No account was opened.'
      return { problem: describeFailure(error, state) }
    }
    const made = this.#unlinkedOf(client)
    try {
      await this.#linkAccount(client)
    } catch (error) {
      const state = 'The account exists but is not yet yours in cTrader; press again to finish it.'
      return { problem: describeFailure(error, state) }
    }
    if (isAsWished) return { client }
    return {
      problem: `The account that you asked for before is open now: ${made?.login}, ${made?.environmentName}, ${made?.currency}. Press again to open this one, too.`,
    }
  }

  /** Known also to the next run of this CRM, before anything is sent. */
  async #orderAccount(client: Client, wish: AccountWish): Promise<void> {
    const isRepeated = client.orderedAccount !== undefined
    const order = client.orderedAccount ?? {
      externalId: randomBytes(16).toString('hex'),
      passwordHash: createHash('md5').update(randomBytes(32)).digest('hex'),
      wish,
    }
    if (!isRepeated) this.#clients.change(client, { orderedAccount: order })
    try {
      const { externalId, passwordHash: unlinkedPasswordHash } = order
      const { environmentName, depositCurrency: currency } = order.wish
      const login = await this.#backEnd.createTrader({
        ...order.wish,
        passwordHash: unlinkedPasswordHash,
        externalId,
      })
      const made = { login, environmentName, currency, unlinkedPasswordHash }
      this.#clients.change(client, { accounts: [...client.accounts, made] })
    } catch (error) {
      const mayExist =
        error instanceof BackEndFailure &&
        (error.kind === 'unclear' || (error.kind === 'unreachable' && isRepeated))
      if (!mayExist) this.#clients.change(client, { orderedAccount: undefined })
      throw error
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
    this.#clients.change(client, { accounts, orderedAccount: undefined })
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
