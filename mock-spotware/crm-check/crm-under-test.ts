import { describe, integerIn, objectOf, textIn } from './answer-rules'
import { NotChecked } from './finding'
import { type Endpoint, endpoints } from './five-endpoints'
import { type Answer, ask } from './http-answer'
import { KnownSecrets } from './known-secrets'
import type { PassingTime } from './passing-time'
import type { TokenSource } from './token-source'

export interface CrmCheckSettings {
  /** The client area, without a slash at the end. */
  baseUrl: string
  password: string
  /** Of the user that the one-time tokens belong to. */
  userId?: number
  timeoutSeconds: number
  /** Of logins without "keep me logged in". */
  plainTokens?: TokenSource
  /** Of logins with it. */
  keepTokens?: TokenSource
  time?: PassingTime
  /** After so long a one-time token must have expired. */
  oneTimeTokenSeconds?: number
  /** After so long a long-term access token must have expired. */
  accessTokenSeconds?: number
}

/** A login: with "keep me logged in" or without. */
export type Login = 'plain' | 'keep'

/** Somebody who was signed in with a one-time token. */
interface SignedIn {
  userId: number
  accessToken: string | undefined
}

/** A one-time token and what the CRM gave for it. */
interface Exchange {
  code: string
  answer: Answer
}

interface CallParts {
  query?: Record<string, string>
  body?: Record<string, unknown>
  /** Instead of `body`, sent as it is. */
  rawBody?: string
  contentType?: string
  /** Instead of the endpoint's own. */
  method?: string
}

interface Observed {
  endpoint: Endpoint
  answer: Answer
}

/** The CRM as the checks see it: the five calls, and what they have led to so far. */
export class CrmUnderTest {
  readonly settings: CrmCheckSettings
  readonly secrets = new KnownSecrets()
  readonly observed: Observed[] = []
  /** The newest one, which replaces those before it. */
  #inappToken: string | undefined
  #crmApiToken: Promise<string> | undefined
  readonly #exchanges = new Map<Login, Promise<Exchange>>()

  constructor(settings: CrmCheckSettings) {
    this.settings = settings
    this.secrets.add(settings.password)
  }

  /** Whether there are one-time tokens at all. */
  get canSignIn(): boolean {
    return this.#source(this.#anyLogin()) !== undefined
  }

  get canKeepLoggedIn(): boolean {
    return this.settings.keepTokens !== undefined
  }

  get inappToken(): string | undefined {
    return this.#inappToken
  }

  /** Throws NoAnswer when nothing usable came back. */
  async call(endpoint: Endpoint, parts: CallParts = {}): Promise<Answer> {
    const { query = {}, body, rawBody, contentType = 'application/json' } = parts
    const { method, path } = endpoints[endpoint]
    const url = new URL(this.settings.baseUrl + path)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    this.#noteSecrets({ ...query, ...body })
    const text = rawBody ?? (body && JSON.stringify(body))
    const answer = await ask({
      method: parts.method ?? method,
      url,
      headers: { accept: 'application/json', 'content-type': contentType },
      body: text,
      timeoutSeconds: this.settings.timeoutSeconds,
    })
    this.observed.push({ endpoint, answer })
    if (answer.status === 200) this.#noteAnswer(endpoint, answer)
    return answer
  }

  /** The one that the checks use unless they are about crmApiTokens themselves. */
  crmApiToken(): Promise<string> {
    this.#crmApiToken ??= this.freshCrmApiToken()
    return this.#crmApiToken
  }

  /** It may have grown old. */
  forgetCrmApiToken(): void {
    this.#crmApiToken = undefined
  }

  async freshCrmApiToken(): Promise<string> {
    const { password } = this.settings
    const answer = await this.call('crmApiToken', { body: { password } }).catch(() => undefined)
    const token = answer && textIn(answer, 'crmApiToken')
    if (answer?.status !== 200 || token === undefined)
      throw new NotChecked('no crmApiToken was given')
    return token
  }

  /** With a crmApiToken that is good, or with `crmApiToken` when that is given. */
  async exchange(code: string, crmApiToken?: string): Promise<Answer> {
    const query = { crmApiToken: crmApiToken ?? (await this.crmApiToken()) }
    return this.call('onetimeAuthorize', { query, body: { code } })
  }

  async verify(accessToken: string, crmApiToken?: string): Promise<Answer> {
    const query = { crmApiToken: crmApiToken ?? (await this.crmApiToken()) }
    return this.call('authorize', { query, body: { accessToken } })
  }

  async generate(userId: number | string, inappToken = this.#inappToken): Promise<Answer> {
    const query: Record<string, string> = { crmApiToken: await this.crmApiToken() }
    if (inappToken !== undefined) query.inappToken = inappToken
    return this.call('onetimeGenerate', { query, body: { userId } })
  }

  async logOut(query: Record<string, string>, method?: string): Promise<Answer> {
    const crmApiToken = await this.crmApiToken()
    return this.call('logout', { query: { crmApiToken, ...query }, method })
  }

  /** A one-time token that was not used yet. */
  async oneTimeToken(login: Login): Promise<string> {
    const source = this.#source(login)
    if (!source) throw new NotChecked(`needs a one-time token (${optionOf(login)})`)
    const token = await source.next()
    if (token === undefined) throw new NotChecked(`needs one more token (${optionOf(login)})`)
    this.secrets.add(token)
    return token
  }

  /** One of either login, whichever there is. */
  async anyOneTimeToken(): Promise<string> {
    return this.oneTimeToken(this.#anyLogin())
  }

  /** Only where tokens are to be had without end: where a made-up one would nearly do. */
  async spareOneTimeToken(): Promise<string | undefined> {
    const login = this.#anyLogin()
    return this.#source(login)?.isEndless ? this.oneTimeToken(login) : undefined
  }

  /** The first exchange of a token of such a login, which several checks look at. */
  firstExchange(login: Login): Promise<Exchange> {
    const known = this.#exchanges.get(login) ?? this.#exchangeNew(login)
    this.#exchanges.set(login, known)
    return known
  }

  firstExchangeOfAny(): Promise<Exchange> {
    return this.firstExchange(this.#anyLogin())
  }

  /** The person of the first exchange. */
  async signedIn(): Promise<SignedIn> {
    return signedInBy(await this.firstExchangeOfAny())
  }

  /** The first one, who chose to be kept logged in. */
  async keptLoggedIn(): Promise<{ userId: number; accessToken: string }> {
    return withAccessToken(await this.firstExchange('keep'))
  }

  /** Another login of that person, which is the caller's to spoil. */
  async keptLoggedInAnew(): Promise<{ userId: number; accessToken: string }> {
    return withAccessToken(await this.#exchangeNew('keep'))
  }

  async #exchangeNew(login: Login): Promise<Exchange> {
    // before the one-time token, which soon expires
    await this.crmApiToken()
    const code = await this.oneTimeToken(login)
    return { code, answer: await this.exchange(code) }
  }

  #source(login: Login): TokenSource | undefined {
    return login === 'plain' ? this.settings.plainTokens : this.settings.keepTokens
  }

  #anyLogin(): Login {
    return this.settings.plainTokens || !this.settings.keepTokens ? 'plain' : 'keep'
  }

  #noteAnswer(endpoint: Endpoint, answer: Answer): void {
    this.#noteSecrets(objectOf(answer) ?? {})
    if (endpoint === 'onetimeAuthorize') this.#inappToken = textIn(answer, 'inappToken')
    if (endpoint === 'authorize')
      this.#inappToken = textIn(answer, 'inappToken') ?? this.#inappToken
  }

  #noteSecrets({ userId: _userId, ...values }: Record<string, unknown>): void {
    for (const value of Object.values(values)) {
      if (typeof value === 'string') this.secrets.add(value)
    }
  }
}

function optionOf(login: Login): string {
  return login === 'plain' ? '--one-time-token' : '--with-keep-token'
}

function signedInBy({ answer }: Exchange): SignedIn {
  const userId = integerIn(answer, 'userId')
  if (answer.status !== 200 || userId === undefined) {
    throw new NotChecked(`nobody could be signed in (${describe(answer)})`)
  }
  return { userId, accessToken: textIn(answer, 'accessToken') }
}

function withAccessToken(exchange: Exchange): { userId: number; accessToken: string } {
  const { userId, accessToken } = signedInBy(exchange)
  if (accessToken === undefined) throw new NotChecked('no accessToken was given')
  return { userId, accessToken }
}
