import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { oauthClient, type TokenAnswer } from './oauth-client'

const APPLICATION = { clientId: 'client-1', clientSecret: 'S3cret&with=signs+' }
const REFRESH_TOKEN = 'refresh/token+with=signs'
const SECRETS = [APPLICATION.clientSecret, REFRESH_TOKEN, 'one-minute-code']

let server: Server
let answer: RequestListener
let asked: { method: string; query: Record<string, string> }[]

beforeEach(async () => {
  asked = []
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    asked.push({ method: request.method ?? '', query: Object.fromEntries(url.searchParams) })
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  vi.restoreAllMocks()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

function client() {
  const { port } = server.address() as AddressInfo
  return oauthClient(`http://127.0.0.1:${port}/apps/token`, APPLICATION)
}

function refreshAnsweredBy(status: number, body: unknown): Promise<TokenAnswer> {
  answer = (_, response) => {
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body))
  }
  return client().refresh(REFRESH_TOKEN)
}

const ISSUED = {
  kind: 'issued',
  pair: { accessToken: 'a', refreshToken: 'r', expiresInSeconds: 2_628_000 },
}

describe('what is asked', () => {
  test('a code is exchanged with the address it was sent to', async () => {
    answer = (_, response) => void response.end('{}')
    await client().exchange('one-minute-code', 'http://app.test/back?a=b')
    expect(asked).toEqual([
      {
        method: 'GET',
        query: {
          grant_type: 'authorization_code',
          code: 'one-minute-code',
          redirect_uri: 'http://app.test/back?a=b',
          client_id: APPLICATION.clientId,
          client_secret: APPLICATION.clientSecret,
        },
      },
    ])
  })

  test('a refresh token goes out once, with every sign it has', async () => {
    await refreshAnsweredBy(503, 'down')
    expect(asked).toHaveLength(1)
    expect(asked[0]?.query).toMatchObject({
      grant_type: 'refresh_token',
      refresh_token: REFRESH_TOKEN,
    })
  })
})

describe('a pair is issued', () => {
  test.each<[string, Record<string, unknown>]>([
    [
      'in camel case',
      {
        accessToken: 'a',
        refreshToken: 'r',
        expiresIn: 2_628_000,
        tokenType: 'bearer',
        errorCode: null,
      },
    ],
    ['in snake case', { access_token: 'a', refresh_token: 'r', expires_in: 2_628_000 }],
    [
      'in both, of which camel case counts',
      {
        accessToken: 'a',
        refreshToken: 'r',
        expiresIn: 2_628_000,
        access_token: 'x',
        refresh_token: 'x',
        expires_in: 1,
      },
    ],
    ['with its life as text', { accessToken: 'a', refreshToken: 'r', expiresIn: '2628000' }],
  ])('%s', async (_, body) => expect(await refreshAnsweredBy(200, body)).toEqual(ISSUED))
})

describe('an answer that breaks off', () => {
  const whole = JSON.stringify({
    accessToken: 'the-access-token',
    tokenType: 'bearer',
    expiresIn: 2_628_000,
    refreshToken: 'the/refresh+token=',
    errorCode: null,
    description: null,
  })
  const answeredUpTo = (length: number, line: 'cut' | 'short') => {
    answer = (request, response) => {
      if (line === 'short') return void response.end(whole.slice(0, length))
      response.writeHead(200, { 'content-length': whole.length + 64 })
      response.write(whole.slice(0, length) || ' ', () => request.socket.end())
    }
    return client().refresh(REFRESH_TOKEN)
  }

  test.each(['cut', 'short'] as const)(
    'is good as soon as the whole pair is in it (%s)',
    async (line) => {
      const pairEndsAt = whole.indexOf(',"errorCode"')
      for (let length = 0; length < whole.length; length += 1) {
        const found = await answeredUpTo(length, line)
        if (length < pairEndsAt) expect(found).toMatchObject({ kind: 'unknown' })
        else
          expect(found).toEqual({
            kind: 'issued',
            pair: {
              accessToken: 'the-access-token',
              refreshToken: 'the/refresh+token=',
              expiresInSeconds: 2_628_000,
            },
          })
      }
    },
  )

  test('counts for nothing when it tells an error', async () => {
    const body = '{"accessToken":"a","refreshToken":"r","expiresIn":60,"errorCode":"ACCESS_DENIED"'
    expect(await refreshAnsweredBy(200, body)).toMatchObject({ kind: 'unknown' })
  })

  test('counts for nothing with a failing status', async () => {
    const body = '{"accessToken":"a","refreshToken":"r","expiresIn":60,"errorCode":nu'
    expect(await refreshAnsweredBy(500, body)).toMatchObject({ kind: 'unknown' })
  })
})

describe('a definite no', () => {
  test.each([200, 400, 401])('with status %i', async (status) => {
    const body = { errorCode: 'ACCESS_DENIED', description: 'Access denied', accessToken: null }
    expect(await refreshAnsweredBy(status, body)).toEqual({
      kind: 'refused',
      errorCode: 'ACCESS_DENIED',
      description: 'Access denied',
    })
  })

  test('counts more than tokens that come with it', async () => {
    const body = { errorCode: 'ACCESS_DENIED', accessToken: 'a', refreshToken: 'r', expiresIn: 1 }
    expect(await refreshAnsweredBy(200, body)).toMatchObject({ kind: 'refused' })
  })

  test('may be told the OAuth way', async () => {
    expect(await refreshAnsweredBy(400, { error: 'invalid_grant' })).toMatchObject({
      kind: 'refused',
      errorCode: 'invalid_grant',
    })
  })
})

describe('nothing happened yet', () => {
  test.each<[string, number, unknown]>([
    ['throttled', 429, 'Too Many Requests'],
    ['throttled, with a body', 429, { errorCode: 'REQUEST_FREQUENCY_EXCEEDED' }],
    ['maintenance', 200, { errorCode: 'SERVER_IS_UNDER_MAINTENANCE' }],
    ['a server that says so itself', 503, { errorCode: 'UNKNOWN_ERROR' }],
  ])('%s', async (_, status, body) => {
    expect(await refreshAnsweredBy(status, body)).toMatchObject({ kind: 'not-now' })
  })
})

describe('nobody knows whether the token is spent', () => {
  test.each<[string, number, unknown]>([
    ['a proxy’s page', 502, '<html><body>Bad Gateway</body></html>'],
    ['a page with status 200', 200, '<html></html>'],
    ['JSON cut short', 200, '{"accessToken":"a","refreshTo'],
    ['nothing', 200, ''],
    ['a pair without its refresh token', 200, { accessToken: 'a', expiresIn: 1 }],
    ['a pair without its life', 200, { accessToken: 'a', refreshToken: 'r' }],
    ['a pair with a failing status', 500, { accessToken: 'a', refreshToken: 'r', expiresIn: 1 }],
    ['something else', 200, 'true'],
  ])('%s', async (_, status, body) => {
    const found = await refreshAnsweredBy(status, body)
    expect(found).toMatchObject({ kind: 'unknown' })
    expect(JSON.stringify(found)).not.toContain('"a"')
  })

  test('the connection is reset', async () => {
    answer = (request) => void request.socket.destroy()
    expect(await client().refresh(REFRESH_TOKEN)).toEqual({
      kind: 'unknown',
      errorCode: 'UNREACHABLE',
    })
  })

  test('the answer breaks off', async () => {
    answer = (request, response) => {
      response.writeHead(200, { 'content-length': '500' })
      response.write('{"accessToken":"a",', () => request.socket.destroy())
    }
    expect(await client().refresh(REFRESH_TOKEN)).toMatchObject({ kind: 'unknown' })
  })

  test('no answer comes in time', async () => {
    const soon = AbortSignal.timeout(20)
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(soon)
    answer = () => undefined
    expect(await client().refresh(REFRESH_TOKEN)).toMatchObject({ kind: 'unknown' })
  })

  test('a redirect is not followed: it would carry the secret elsewhere', async () => {
    answer = (_, response) => {
      response.writeHead(302, { location: '/elsewhere' }).end()
    }
    expect(await client().refresh(REFRESH_TOKEN)).toMatchObject({ kind: 'unknown' })
    expect(asked).toHaveLength(1)
  })
})

describe('secrets', () => {
  test('are in no answer, whatever goes wrong', async () => {
    const wrong: RequestListener[] = [
      (request) => void request.socket.destroy(),
      (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      (request, response) => void response.writeHead(500).end(`cannot GET ${request.url}`),
    ]
    for (const listener of wrong) {
      answer = listener
      const answers = [
        await client().refresh(REFRESH_TOKEN),
        await client().exchange('one-minute-code', 'http://app.test/back'),
      ]
      for (const secret of SECRETS)
        for (const text of [secret, encodeURIComponent(secret)])
          expect(JSON.stringify(answers)).not.toContain(text)
    }
  })
})
