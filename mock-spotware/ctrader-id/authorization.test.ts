import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { MockSpotware } from '@/mock-spotware/start'
import {
  ANA_DEMO,
  control,
  grantTo,
  REDIRECT_URI,
  startTestMock,
} from '@/mock-spotware/testing/start-test-mock'

let mock: MockSpotware

beforeAll(async () => {
  mock = await startTestMock()
})
afterAll(() => mock.close())
afterEach(() => control(mock, 'POST', '/control/reset'))

function authorizationUrl(changes: Record<string, string> = {}): string {
  const url = new URL(mock.authUrl)
  const parameters = {
    client_id: mock.clientId,
    redirect_uri: REDIRECT_URI,
    scope: 'accounts',
    product: 'web',
    state: 'state-1',
    ...changes,
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

/** A browser with one cookie and no patience for redirects. */
class Visitor {
  #cookie = ''

  get(url: string) {
    return this.#visit(url, { method: 'GET' })
  }

  post(url: string, fields: [string, string][]) {
    return this.#visit(url, { method: 'POST', body: new URLSearchParams(fields) })
  }

  async signIn(url: string, name: string, password = 'demo') {
    return this.post(url, [
      ['step', 'signIn'],
      ['ctid', name],
      ['password', password],
    ])
  }

  /** Opens the consent page and presses one of its buttons. */
  async answer(url: string, step: string, fields: [string, string][] = []) {
    const csrf = await this.formToken(url)
    return this.post(url, [['step', step], ['csrf', csrf], ...fields])
  }

  async formToken(url: string): Promise<string> {
    const { text } = await this.get(url)
    return /<input type="hidden" name="csrf" value="([\w-]{43})">/.exec(text)?.[1] ?? ''
  }

  /** A request of this browser with anything in it. */
  send(url: string, init: RequestInit) {
    return this.#visit(url, init)
  }

  async #visit(url: string, init: RequestInit) {
    const headers = { cookie: this.#cookie, ...init.headers }
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    const cookie = response.headers.getSetCookie()[0]
    if (cookie) this.#cookie = cookie.split(';')[0] ?? ''
    return {
      status: response.status,
      location: response.headers.get('location'),
      headers: response.headers,
      text: await response.text(),
    }
  }
}

async function consenting(name: string, changes: Record<string, string> = {}) {
  const visitor = new Visitor()
  const url = authorizationUrl(changes)
  await visitor.signIn(url, name)
  return { visitor, url }
}

function allow(visitor: Visitor, url: string, accounts: number[]) {
  const fields = accounts.map((account): [string, string] => ['account', String(account)])
  return visitor.answer(url, 'allow', fields)
}

async function codeFor(name: string, accounts: number[]): Promise<string> {
  const { visitor, url } = await consenting(name)
  const { location } = await allow(visitor, url, accounts)
  return new URL(location ?? '').searchParams.get('code') ?? ''
}

async function token(parameters: Record<string, string>, method: 'GET' | 'POST' = 'GET') {
  const url = new URL(mock.tokenUrl)
  const all = { client_id: mock.clientId, client_secret: mock.clientSecret, ...parameters }
  for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value)
  const response = await fetch(url, { method })
  return { status: response.status, body: await response.json() }
}

const exchange = (code: string) =>
  token({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI })

describe('the pages', () => {
  test('sign-in comes first, with labelled fields', async () => {
    const { status, text } = await new Visitor().get(authorizationUrl())
    expect(status).toBe(200)
    expect(text).toContain('<label for="ctid">cTrader ID</label>')
    expect(text).toContain('<label for="password">Password</label>')
    expect(text).toContain('>Sign in</button>')
  })

  test('a wrong password shows an error and signs nobody in', async () => {
    const visitor = new Visitor()
    const url = authorizationUrl()
    const refused = await visitor.signIn(url, '<ana>', 'wrong')
    expect(refused.status).toBe(401)
    expect(refused.text).toContain('The cTrader ID or the password is wrong.')
    expect(refused.text).toContain('value="&lt;ana&gt;"')
    expect((await visitor.get(url)).text).toContain('Sign in to cTrader ID')
  })

  test('consent names application, scope and accounts, all ticked', async () => {
    const { visitor, url } = await consenting('ana')
    const { text } = await visitor.get(url)
    expect(text).toContain('Tallybook asks for access')
    expect(text).toContain('Tallybook cannot trade')
    expect(text).toContain('Demo 5501 · Pepperwood Markets · EUR</label>')
    expect(text).toContain('Live 2101 · Pepperwood Markets · EUR</label>')
    expect(text.match(/type="checkbox"[^>]* checked/g)).toHaveLength(3)
    for (const button of ['Allow access', 'Deny', 'Use another cTrader ID']) {
      expect(text).toContain(`>${button}</button>`)
    }
  })

  test('somebody else can sign in instead', async () => {
    const { visitor, url } = await consenting('ana')
    const switched = await visitor.answer(url, 'switch')
    expect((await visitor.get(new URL(switched.location ?? '', url).href)).text).toContain(
      'Sign in to cTrader ID',
    )
  })

  test.each([
    ['an unknown client', { client_id: 'nobody' }, 'Unknown application'],
    ['a foreign redirect', { redirect_uri: 'https://evil.example/' }, 'Redirect not registered'],
    ['an unknown scope', { scope: 'everything' }, 'Unknown scope'],
  ])('%s gets a page and no redirect', async (_name, changes, title) => {
    const { status, location, text } = await new Visitor().get(authorizationUrl(changes))
    expect({ status, location }).toEqual({ status: 400, location: null })
    expect(text).toContain(title)
  })

  test('an application that is not active is told so', async () => {
    await control(mock, 'POST', '/control/application', { active: false })
    const { text } = await new Visitor().get(authorizationUrl())
    expect(text).toContain('OA client is not in active state')
  })
})

describe('another site', () => {
  const evil = 'https://evil.example'
  const fieldsOf = (step: string, csrf: string) =>
    new URLSearchParams({ step, csrf, account: String(ANA_DEMO) })

  test.each(['allow', 'deny', 'switch'])(
    'cannot press %s, with or without a token',
    async (step) => {
      const { visitor, url } = await consenting('ana')
      const csrf = await visitor.formToken(url)
      const other = await (await consenting('ana')).visitor.formToken(url)
      expect(csrf).not.toBe(other)
      const attempts: RequestInit[] = [
        ...['', 'x', other].map((token) => ({ body: fieldsOf(step, token) })),
        { body: new URLSearchParams({ step }) },
        ...[evil, 'null', new URL(url).origin.replace('http', 'https')].map((origin) => ({
          body: fieldsOf(step, csrf),
          headers: { origin },
        })),
      ]
      for (const attempt of attempts) {
        const { status, location } = await visitor.send(url, { method: 'POST', ...attempt })
        expect({ status, location }).toEqual({ status: 403, location: null })
      }
      const origin = new URL(url).origin
      const own = { method: 'POST', body: fieldsOf(step, csrf), headers: { origin } }
      expect((await visitor.send(url, own)).status).toBe(302)
    },
  )

  test('cannot sign anybody in', async () => {
    const visitor = new Visitor()
    const url = authorizationUrl()
    const body = new URLSearchParams({ step: 'signIn', ctid: 'ben', password: 'demo' })
    const headers = { origin: evil }
    const { status } = await visitor.send(url, { method: 'POST', body, headers })
    expect(status).toBe(403)
    expect((await visitor.get(url)).text).toContain('Sign in to cTrader ID')
  })

  test('cannot say it in another form than a form', async () => {
    const { visitor, url } = await consenting('ana')
    const csrf = await visitor.formToken(url)
    const text = String(fieldsOf('allow', csrf))
    for (const contentType of ['text/plain', 'multipart/form-data; boundary=x', '']) {
      const headers = { 'content-type': contentType }
      const init = { method: 'POST', body: Buffer.from(text), headers }
      const { status, location } = await visitor.send(url, init)
      expect({ status, location }).toEqual({ status: 415, location: null })
    }
  })

  test('cannot show the pages in a frame, and learns of no address', async () => {
    const { visitor, url } = await consenting('ana')
    const pages = [
      await new Visitor().get(url),
      await visitor.get(url),
      await visitor.get(authorizationUrl({ client_id: 'nobody' })),
    ]
    for (const { headers } of pages) {
      expect(headers.get('content-security-policy')).toBe("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
    }
  })

  test('nobody signed in means nobody answers', async () => {
    for (const step of ['allow', 'deny', 'switch']) {
      const url = authorizationUrl()
      const { status, location } = await new Visitor().post(url, [['step', step]])
      expect(status).toBe(302)
      expect(new URL(location ?? '', url).pathname).toBe(new URL(url).pathname)
    }
  })
})

describe('the way back', () => {
  test('Allow returns a code and, normally, no state', async () => {
    const { visitor, url } = await consenting('ana')
    const { status, location } = await allow(visitor, url, [ANA_DEMO])
    const back = new URL(location ?? '')
    expect(status).toBe(302)
    expect(`${back.origin}${back.pathname}`).toBe(REDIRECT_URI)
    expect([...back.searchParams.keys()]).toEqual(['code'])
  })

  test.each([
    ['echo', 'state-1'],
    ['alter', 'state-1-altered'],
  ])('state can be switched to %s', async (echoState, expected) => {
    await control(mock, 'POST', '/control/behaviour', { echoState })
    const { visitor, url } = await consenting('ana')
    const { location } = await allow(visitor, url, [ANA_DEMO])
    expect(new URL(location ?? '').searchParams.get('state')).toBe(expected)
  })

  test('Deny returns an error', async () => {
    const { visitor, url } = await consenting('ana')
    const { location } = await visitor.answer(url, 'deny')
    expect(location).toBe(`${REDIRECT_URI}?error=access_denied`)
  })

  test('cho can allow access to no accounts at all', async () => {
    const { visitor, url } = await consenting('cho')
    expect((await visitor.get(url)).text).toContain('has no trading accounts')
    expect((await allow(visitor, url, [])).location).toContain('code=')
  })
})

describe('the token endpoint', () => {
  test.each(['GET', 'POST'] as const)('%s exchanges a code, in both spellings', async (method) => {
    const code = await codeFor('ana', [ANA_DEMO])
    const parameters = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI }
    const { status, body } = await token(parameters, method)
    expect(status).toBe(200)
    expect(body).toEqual({
      accessToken: expect.stringMatching(/^[\w-]{43}$/),
      tokenType: 'bearer',
      expiresIn: 2_628_000,
      refreshToken: expect.stringMatching(/^[\w-]{43}$/),
      errorCode: null,
      description: null,
      access_token: body.accessToken,
      refresh_token: body.refreshToken,
      expires_in: 2_628_000,
    })
  })

  test('a code works once', async () => {
    const code = await codeFor('ana', [ANA_DEMO])
    await exchange(code)
    expect(await exchange(code)).toEqual({
      status: 400,
      body: { errorCode: 'ACCESS_DENIED', description: 'Access denied' },
    })
  })

  test('a code dies after a minute, and only for the redirect it was made for', async () => {
    const code = await codeFor('ana', [ANA_DEMO])
    const elsewhere = { grant_type: 'authorization_code', code, redirect_uri: 'http://localhost/' }
    expect((await token(elsewhere)).body.errorCode).toBe('ACCESS_DENIED')
    mock.world.clock.advance(60_000)
    expect((await exchange(code)).body.errorCode).toBe('ACCESS_DENIED')
  })

  test('a refresh token is good for one new pair', async () => {
    const first = (await exchange(await codeFor('ana', [ANA_DEMO]))).body
    const refresh = { grant_type: 'refresh_token', refresh_token: first.refreshToken }
    const second = await token(refresh)
    expect(second.status).toBe(200)
    expect(second.body.accessToken).not.toBe(first.accessToken)
    expect((await token(refresh)).body.errorCode).toBe('ACCESS_DENIED')
    const next = { grant_type: 'refresh_token', refresh_token: second.body.refreshToken }
    expect((await token(next)).status).toBe(200)
  })

  test('a new consent of the same person ends the older grant, a stranger’s does not', async () => {
    const ana = (await exchange(await codeFor('ana', [ANA_DEMO]))).body
    await codeFor('ben', [])
    const refresh = { grant_type: 'refresh_token', refresh_token: ana.refreshToken }
    const renewed = await token(refresh)
    expect(renewed.status).toBe(200)
    await codeFor('ana', [ANA_DEMO])
    const again = { grant_type: 'refresh_token', refresh_token: renewed.body.refreshToken }
    expect((await token(again)).body.errorCode).toBe('ACCESS_DENIED')
  })

  describe('of two consents only the newer one counts', () => {
    const refreshWith = (refreshToken: string) =>
      token({ grant_type: 'refresh_token', refresh_token: refreshToken })

    test.each(['older first', 'newer first'])('%s', async (order) => {
      const older = await codeFor('ana', [ANA_DEMO])
      const newer = await codeFor('ana', [ANA_DEMO])
      if (order === 'older first') expect((await exchange(older)).status).toBe(400)
      const { status, body } = await exchange(newer)
      expect(status).toBe(200)
      expect((await exchange(older)).body.errorCode).toBe('ACCESS_DENIED')
      expect((await refreshWith(body.refreshToken)).status).toBe(200)
    })

    test('also when the newer one was given without a browser', async () => {
      const older = await codeFor('ana', [ANA_DEMO])
      const { refreshToken } = await grantTo(mock, 'ana')
      expect((await exchange(older)).status).toBe(400)
      expect((await refreshWith(refreshToken)).status).toBe(200)
    })

    test('and the code of somebody else stays good', async () => {
      const ben = await codeFor('ben', [])
      await codeFor('ana', [ANA_DEMO])
      expect((await exchange(ben)).status).toBe(200)
    })
  })

  test('a code whose person withdrew the permission is dead, everybody else’s is not', async () => {
    const [ana, ben] = [await codeFor('ana', [ANA_DEMO]), await codeFor('ben', [])]
    await control(mock, 'POST', '/control/grants/ana/revoke')
    expect((await exchange(ana)).body.errorCode).toBe('ACCESS_DENIED')
    expect((await exchange(ben)).status).toBe(200)
  })

  test('the client must prove itself, and refusals can come with status 200', async () => {
    await control(mock, 'POST', '/control/behaviour', { tokenErrorStatus: 200 })
    const refused = await token({ grant_type: 'refresh_token', client_secret: 'wrong' })
    expect(refused.status).toBe(200)
    expect(refused.body.errorCode).toBe('CH_CLIENT_AUTH_FAILURE')
    expect((await token({ grant_type: 'password' })).body.errorCode).toBe('INVALID_REQUEST')
    expect((await token({ grant_type: 'refresh_token' })).body.errorCode).toBe('INVALID_REQUEST')
  })
})

test('the request log keeps no secret, and every secret is known to have been issued', async () => {
  const code = await codeFor('ana', [ANA_DEMO])
  const { body } = await exchange(code)
  const log = JSON.stringify((await control(mock, 'GET', '/control/requests')).body)
  const issued = JSON.stringify((await control(mock, 'GET', '/control/issued')).body)
  for (const secret of [code, body.accessToken, body.refreshToken, mock.clientSecret]) {
    expect(log).not.toContain(secret)
    expect(issued).toContain(secret)
  }
  expect(log).toContain('"grant_type":"authorization_code"')
})
