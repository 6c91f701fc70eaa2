import { z } from 'zod'
import { parseJson } from '@/mock-spotware/parse-json'
import { CrmRefusal, reasonOfStatus } from './crm-refusal'

const TIMEOUT_MS = 10_000
const MAX_ANSWER_CHARACTERS = 64 * 1024

const tokenSchema = z.string().min(1)
const apiTokenSchema = z.object({ crmApiToken: tokenSchema })
const signedInSchema = z.object({
  userId: z.int().positive(),
  accessToken: tokenSchema.optional(),
  inappToken: tokenSchema.optional(),
})
const generatedSchema = z.object({ token: tokenSchema })

/** Who the CRM says it is. `accessToken` only with "Keep me logged in", `inappToken` if it uses them. */
export type SignedIn = z.output<typeof signedInSchema>

export interface CrmClientOptions {
  /** Of the client area, without a slash at the end. */
  crmUrl: () => string
  password: string
  timeoutMs?: number
}

interface Call {
  method: 'POST' | 'PUT'
  path: string
  query?: Record<string, string | undefined>
  body?: Record<string, unknown>
}

/** The five calls of the cTrader back end to a broker's CRM. Every one may throw CrmRefusal. */
export class CrmClient {
  readonly #options: CrmClientOptions
  /** In memory only; another one is asked for when this is refused. */
  #apiToken?: Promise<string>

  constructor(options: CrmClientOptions) {
    this.#options = options
  }

  /** Exchanges a one-time token, which is spent by it. */
  async authorizeOnce(code: string): Promise<SignedIn> {
    return this.#authenticated(
      { method: 'POST', path: '/oauth2/onetime/authorize', body: { code } },
      signedInSchema,
    )
  }

  /** Automatic re-login with a long-term token. */
  async authorize(accessToken: string): Promise<SignedIn> {
    return this.#authenticated(
      { method: 'POST', path: '/oauth2/authorize', body: { accessToken } },
      signedInSchema,
    )
  }

  /** A one-time token that opens an in-app screen. */
  async generateOnce(userId: number, inappToken?: string): Promise<string> {
    const { token } = await this.#authenticated(
      {
        method: 'POST',
        path: '/oauth2/onetime/generate',
        query: { inappToken },
        body: { userId },
      },
      generatedSchema,
    )
    return token
  }

  async logOut(userId: number, accessToken?: string): Promise<void> {
    await this.#authenticated(
      { method: 'PUT', path: '/oauth2/logout', query: { userId: String(userId), accessToken } },
      z.unknown(),
    )
  }

  /** A refused crmApiToken is replaced once, and the call repeated once. */
  async #authenticated<Answer>(call: Call, schema: z.ZodType<Answer>): Promise<Answer> {
    const asked = this.#currentApiToken()
    const apiToken = await asked
    try {
      return await this.#send(withApiToken(call, apiToken), schema)
    } catch (error) {
      if (!(error instanceof CrmRefusal) || error.reason !== 'forbidden') throw error
      // unless another call has replaced it meanwhile
      if (this.#apiToken === asked) this.#apiToken = undefined
      return this.#send(withApiToken(call, await this.#currentApiToken()), schema)
    }
  }

  /** Calls at the same time share one request for it. */
  #currentApiToken(): Promise<string> {
    if (this.#apiToken) return this.#apiToken
    const asked = this.#askForApiToken()
    this.#apiToken = asked
    asked.catch(() => {
      if (this.#apiToken === asked) this.#apiToken = undefined
    })
    return asked
  }

  async #askForApiToken(): Promise<string> {
    const { password } = this.#options
    const { crmApiToken } = await this.#send(
      { method: 'POST', path: '/oauth2/crmApiToken', body: { password } },
      apiTokenSchema,
    )
    return crmApiToken
  }

  async #send<Answer>(call: Call, schema: z.ZodType<Answer>): Promise<Answer> {
    const { status, text } = await this.#exchange(call)
    if (status !== 200) throw new CrmRefusal(reasonOfStatus(status))
    const answer = schema.safeParse(parseJson(text))
    if (!answer.success) throw new CrmRefusal('unexpected')
    return answer.data
  }

  async #exchange({ method, path, query = {}, body }: Call) {
    const { crmUrl, timeoutMs = TIMEOUT_MS } = this.#options
    const url = new URL(`${crmUrl()}${path}`)
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, value)
    }
    try {
      const response = await fetch(url, {
        method,
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: body && JSON.stringify(body),
        // a token must not follow to another address
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      })
      return { status: response.status, text: await readText(response) }
    } catch (error) {
      if (error instanceof CrmRefusal) throw error
      const isTimeout = error instanceof DOMException && error.name === 'TimeoutError'
      throw new CrmRefusal(isTimeout ? 'timedOut' : 'unreachable')
    }
  }
}

function withApiToken(call: Call, crmApiToken: string): Call {
  return { ...call, query: { ...call.query, crmApiToken } }
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > MAX_ANSWER_CHARACTERS) throw new CrmRefusal('unexpected')
  }
  return text + decoder.decode()
}
