import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { BrokerDeployment } from '@/mock-spotware/broker-deployment'
import { parseJson } from '@/mock-spotware/parse-json'

const TIMEOUT_MS = 10_000

const managerTokenSchema = z.object({ webservToken: z.string().min(1) })
const refusalSchema = z.object({ errorCode: z.string() })
const createdUserSchema = z.object({ userId: z.int() })
const createdTraderSchema = z.object({ login: z.int() })
const traderSchema = z.object({
  login: z.int(),
  balance: z.string(),
  depositCurrency: z.string(),
  environmentName: z.enum(['demo', 'live']),
})
export type TraderDetails = z.output<typeof traderSchema>

/** The cTrader back end did not do what it was asked. The message never holds what was sent. */
export class BackEndFailure extends Error {
  /** `unclear`: nobody knows whether it was done, because no answer came or a useless one. */
  readonly kind: 'refused' | 'unreachable' | 'unclear'
  readonly errorCode?: string

  constructor(kind: BackEndFailure['kind'], errorCode?: string) {
    super(`the cTrader back end: ${errorCode ?? kind}`)
    this.kind = kind
    this.errorCode = errorCode
  }
}

interface Call<Answer> {
  method: 'GET' | 'POST' | 'PUT'
  path: string
  body?: Record<string, unknown>
  answer: z.ZodType<Answer>
}

export interface WantedAccount {
  environmentName: 'demo' | 'live'
  accountType: 'HEDGED' | 'NETTED'
  depositCurrency: string
  leverage: number
  passwordHash: string
  externalId: string
}

/** The CRM's calls to the cTrader back end, over HTTP only. Every one may throw BackEndFailure. */
export class BackEndClient {
  readonly #deployment: BrokerDeployment
  #webservToken?: string

  constructor(deployment: BrokerDeployment) {
    this.#deployment = deployment
  }

  async createUser(person: { email: string; firstName: string }): Promise<number> {
    const { brokerCrmName } = this.#deployment
    const { userId } = await this.#callAsManager({
      method: 'POST',
      path: '/v2/oauth2/ctid/create',
      body: { brokerCrmName, ...person },
      answer: createdUserSchema,
    })
    return userId
  }

  async acceptAgreement(userId: number): Promise<void> {
    await this.#callAsManager({
      method: 'PUT',
      path: '/v2/oauth2/ctid/acceptAgreement',
      body: { userId },
      answer: z.unknown(),
    })
  }

  /** Makes the user a partner, whose links carry that id. */
  async setPartner(userId: number, partnerId: string): Promise<void> {
    await this.#callAsManager({
      method: 'PUT',
      path: '/v2/oauth2/ctid/referral',
      body: { userId, partnerId },
      answer: z.unknown(),
    })
  }

  /** Returns the number of the new account, which is linked to nobody yet. */
  async createTrader({ leverage, passwordHash, ...wanted }: WantedAccount): Promise<number> {
    const { login } = await this.#callAsManager({
      method: 'POST',
      path: '/v2/webserv/traders',
      body: {
        ...wanted,
        accessRights: 'FULL_ACCESS',
        balance: '0',
        brokerName: this.#deployment.brokerName,
        groupName: 'default',
        hashedPassword: passwordHash,
        leverageInCents: leverage * 100,
        totalMarginCalculationType: 'MAX',
      },
      answer: createdTraderSchema,
    })
    return login
  }

  async linkTrader(wanted: {
    userId: number
    traderLogin: number
    traderPasswordHash: string
    environmentName: 'demo' | 'live'
  }): Promise<void> {
    const { brokerName } = this.#deployment
    await this.#callAsManager({
      method: 'POST',
      path: '/v2/ctid/link',
      body: { ...wanted, brokerName, returnAccountDetails: true },
      answer: z.object({ ctidTraderAccountId: z.int() }),
    })
  }

  trader(login: number): Promise<TraderDetails> {
    return this.#callAsManager({
      method: 'GET',
      path: `/v2/webserv/traders/${login}`,
      answer: traderSchema,
    })
  }

  async changeBalance(
    login: number,
    change: { amount: string; type: 'DEPOSIT' | 'WITHDRAW'; comment: string; externalId: string },
  ): Promise<void> {
    await this.#callAsManager({
      method: 'POST',
      path: `/v2/webserv/traders/${login}/changebalance`,
      body: change,
      answer: z.unknown(),
    })
  }

  /** A webservToken does not expire, but a back end that was started anew knows none. */
  async #callAsManager<Answer>(wanted: Call<Answer>): Promise<Answer> {
    const known = this.#webservToken
    if (known === undefined) return this.#call(wanted, await this.#newWebservToken())
    try {
      return await this.#call(wanted, known)
    } catch (error) {
      const isTokenRefused =
        error instanceof BackEndFailure && error.errorCode === 'NOT_ENOUGH_RIGHTS'
      if (!isTokenRefused) throw error
      return this.#call(wanted, await this.#newWebservToken())
    }
  }

  async #newWebservToken(): Promise<string> {
    const { login, password } = this.#deployment.manager
    const hashedPassword = createHash('md5').update(password).digest('hex')
    const { webservToken } = await this.#call({
      method: 'POST',
      path: '/v2/webserv/managers/token',
      body: { login, hashedPassword },
      answer: managerTokenSchema,
    })
    this.#webservToken = webservToken
    return webservToken
  }

  async #call<Answer>(
    { method, path, body, answer }: Call<Answer>,
    webservToken?: string,
  ): Promise<Answer> {
    const url = new URL(`${this.#deployment.backendUrl()}${path}`)
    if (webservToken !== undefined) url.searchParams.set('token', webservToken)
    const { status, text } = await this.#fetch(url, {
      method,
      headers: { accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
    })
    const value = parseJson(text)
    if (status !== 200) {
      const refusal = refusalSchema.safeParse(value)
      if (refusal.success && status < 500) {
        throw new BackEndFailure('refused', refusal.data.errorCode)
      }
      throw new BackEndFailure('unclear')
    }
    const read = answer.safeParse(value)
    if (!read.success) throw new BackEndFailure('unclear')
    return read.data
  }

  async #fetch(url: URL, init: RequestInit): Promise<{ status: number; text: string }> {
    try {
      const response = await fetch(url, {
        ...init,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      return { status: response.status, text: await response.text() }
    } catch (error) {
      throw new BackEndFailure(wasNeverSent(error) ? 'unreachable' : 'unclear')
    }
  }
}

function wasNeverSent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED'
}
