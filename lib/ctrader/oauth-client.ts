import { z } from 'zod'
import type { Application } from './session'

/** A fresh pair of tokens. The old refresh token is dead from the moment this was issued. */
export type TokenPair = { accessToken: string; refreshToken: string; expiresInSeconds: number }

/**
 * What the token endpoint did:
 * - `issued`: here is the pair;
 * - `refused`: a definite no, with the provider's code;
 * - `not-now`: it certainly did nothing (throttled, maintenance); the old token is still good;
 * - `unknown`: no readable answer; the token may or may not be spent.
 */
export type TokenAnswer =
  | { kind: 'issued'; pair: TokenPair }
  | { kind: 'refused'; errorCode: string; description: string | null }
  | { kind: 'not-now'; errorCode: string }
  | { kind: 'unknown'; errorCode: string }

export type OAuthClient = {
  exchange(code: string, redirectUri: string): Promise<TokenAnswer>
  refresh(refreshToken: string): Promise<TokenAnswer>
}

/** The token endpoint of each environment that is configured, by its key. */
export type OAuthClients = ReadonlyMap<string, OAuthClient>

const ANSWER_SECONDS = 30
/** What a code looks like. Anything else is prose, which is neither stored nor shown. */
const CODE = /^[\w.-]{1,64}$/

// Both spellings occur; camelCase is the documented one (Open API notes §2.4).
const Body = z.looseObject({
  accessToken: z.string().nullish(),
  access_token: z.string().nullish(),
  refreshToken: z.string().nullish(),
  refresh_token: z.string().nullish(),
  expiresIn: z.coerce.number().nullish(),
  expires_in: z.coerce.number().nullish(),
  errorCode: z.string().nullish(),
  error: z.string().nullish(),
  description: z.string().nullish(),
})

/**
 * The token endpoint of cTrader ID. It takes everything in the query string of a GET, so no
 * error of the HTTP layer, which might quote the address, leaves this file.
 */
export function oauthClient(
  tokenUrl: string,
  application: Application,
  answerSeconds: number = ANSWER_SECONDS,
): OAuthClient {
  const ask = async (parameters: Record<string, string>): Promise<TokenAnswer> => {
    const url = new URL(tokenUrl)
    const all = {
      ...parameters,
      client_id: application.clientId,
      client_secret: application.clientSecret,
    }
    for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value)
    try {
      const response = await fetch(url, {
        headers: { accept: 'application/json' },
        redirect: 'error',
        signal: AbortSignal.timeout(answerSeconds * 1000),
      })
      return readAnswer(response.status, await readWhatComes(response))
    } catch {
      return { kind: 'unknown', errorCode: 'UNREACHABLE' }
    }
  }
  return {
    exchange: (code, redirectUri) =>
      ask({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }),
    refresh: (refreshToken) => ask({ grant_type: 'refresh_token', refresh_token: refreshToken }),
  }
}

function readAnswer(status: number, text: string): TokenAnswer {
  if (status === 429) return { kind: 'not-now', errorCode: 'HTTP_429' }
  const body = parseBody(text) ?? (status < 400 ? pairInBrokenBody(text) : null)
  if (!body) return { kind: 'unknown', errorCode: `HTTP_${status}_UNREADABLE` }
  const error = body.errorCode ?? body.error
  if (error) {
    const errorCode = CODE.test(error) ? error : `HTTP_${status}_ERROR`
    if (status >= 500 || errorCode === 'SERVER_IS_UNDER_MAINTENANCE')
      return { kind: 'not-now', errorCode }
    return { kind: 'refused', errorCode, description: body.description ?? null }
  }
  const accessToken = body.accessToken ?? body.access_token
  const refreshToken = body.refreshToken ?? body.refresh_token
  const expiresInSeconds = body.expiresIn ?? body.expires_in
  if (status >= 400 || !accessToken || !refreshToken || !expiresInSeconds)
    return { kind: 'unknown', errorCode: `HTTP_${status}` }
  return { kind: 'issued', pair: { accessToken, refreshToken, expiresInSeconds } }
}

/** The body as far as it arrived: a pair in the part that did is the only copy of it there is. */
async function readWhatComes(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true })
  } catch (error) {
    if (text === '') throw error
  }
  return text
}

/**
 * The pair in an answer that broke off after it. By then cTrader has spent the old token, so half an
 * answer is worth reading; values are taken only whole, and only beside no error.
 */
function pairInBrokenBody(text: string): z.output<typeof Body> | null {
  const value = (name: string) =>
    new RegExp(`"${name}"\\s*:\\s*"?([^"\\\\\\s,{}]+)(?:"|\\s*,)`).exec(text)?.[1]
  const errorCode = value('errorCode') ?? value('error')
  if (!/^\s*\{/.test(text) || (errorCode !== undefined && errorCode !== 'null')) return null
  const accessToken = value('accessToken') ?? value('access_token')
  const refreshToken = value('refreshToken') ?? value('refresh_token')
  const expiresIn = Number(value('expiresIn') ?? value('expires_in'))
  return accessToken && refreshToken && expiresIn > 0
    ? { accessToken, refreshToken, expiresIn }
    : null
}

function parseBody(text: string): z.output<typeof Body> | null {
  try {
    const result = Body.safeParse(JSON.parse(text))
    return result.success ? result.data : null
  } catch {
    return null
  }
}
