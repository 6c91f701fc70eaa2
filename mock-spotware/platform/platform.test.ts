import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Browser, type Page, wordsOf } from '@/mock-spotware/testing/browser'
import {
  type CrmScript,
  type ScriptedCrm,
  startScriptedCrm,
} from '@/mock-spotware/testing/scripted-crm'
import { type ServedPlatform, servePlatform } from '@/mock-spotware/testing/serve-platform'

const ELI = 4_410_005
const AUTHORIZATION = '/my/settings/openapi/grantingaccess/?client_id=a&scope=accounts'

let crm: ScriptedCrm
let platform: ServedPlatform
let browser: Browser

/** Its screens do nothing; its endpoints know eli, and anybody whom `changes` answers for. */
function knowingEli(changes: Record<string, CrmScript> = {}): CrmScript {
  return (call) => {
    const script = changes[call.path]
    if (script) return script(call)
    switch (call.path) {
      case '/oauth2/crmApiToken':
        return { status: 200, body: { crmApiToken: 'api' } }
      case '/oauth2/onetime/authorize':
        return { status: 200, body: { userId: ELI, accessToken: 'keep me; ü', inappToken: 'in-1' } }
      case '/oauth2/authorize':
        return { status: 200, body: { userId: ELI, inappToken: 'in-2' } }
      case '/oauth2/onetime/generate':
        return { status: 200, body: { token: 'ot-action' } }
      default:
        return { status: 200, body: 'a screen' }
    }
  }
}

beforeEach(async () => {
  crm = await startScriptedCrm(knowingEli())
  platform = await servePlatform(crm.url)
  browser = new Browser()
})
afterEach(async () => {
  await platform.close()
  await crm.close()
})

const openPlatform = (search = '') => browser.open(`${platform.url}/platform${search}`)
const comeBack = (token = 'ot') => browser.open(`${platform.url}/broker/success?token=${token}`)

async function signIn(): Promise<Page> {
  await browser.submit(await openPlatform(), 'Sign in with Harbour Lane')
  return comeBack()
}

/** The mock was started anew: sessions are gone, the browser still has its cookies. */
async function restart(): Promise<void> {
  await platform.close()
  platform = await servePlatform(crm.url)
}

const crmCalls = (path: string) => crm.calls.filter((call) => call.path === path)

describe('signed out', () => {
  test('offers to sign in and to sign up, and opens the broker’s screen for it', async () => {
    const page = await openPlatform()
    expect(page.status).toBe(200)
    const screen = await browser.submit(page, 'Sign in with Harbour Lane', { theme: 'dark' })
    expect(screen.url.startsWith(`${crm.url}/auth/login?`)).toBe(true)
    expect(crm.calls.at(-1)?.query).toEqual({
      firstLogin: 'false',
      theme: 'dark',
      lang: 'en',
      source: 'Web',
    })
    await browser.submit(page, 'Create an account')
    expect(crm.calls.at(-1)?.query).toEqual({ firstLogin: 'true', lang: 'en', source: 'Web' })
  })

  test('carries a partner through, whatever is in the name', async () => {
    const partnerId = '"><b>&partner=1'
    const page = await openPlatform(`?${new URLSearchParams({ partnerId })}`)
    expect(page.text).not.toContain('<b>')
    expect(wordsOf(page)).toContain('You were invited by a partner')
    await browser.submit(page, 'Create an account')
    expect(crm.calls.at(-1)?.query).toMatchObject({ firstLogin: 'true', partnerId })
  })

  test('moves to the name that the broker sends people back to', async () => {
    const page = await browser.open(`http://127.0.0.1:${platform.port}/platform?partnerId=p%201`)
    expect(page.visited[1]).toBe(`${platform.url}/platform?partnerId=p+1`)
    expect(page.status).toBe(200)
  })
})

describe('signing in', () => {
  test('exchanges the one-time token, and no token stays in sight', async () => {
    const page = await signIn()
    expect(page.url).toBe(`${platform.url}/platform`)
    expect(crmCalls('/oauth2/onetime/authorize')).toEqual([
      expect.objectContaining({ body: '{"code":"ot"}' }),
    ])
    expect(wordsOf(page)).toContain('eli')
    for (const secret of ['keep me', 'in-1', 'api']) {
      expect(page.text).not.toContain(`"${secret}`)
    }
  })

  test('shows every account at the broker, with what is on it', async () => {
    const words = wordsOf(await signIn())
    const book = platform.world.account(41_000_501)?.book
    const balance = Number(book?.balance) / 100
    expect(words).toContain('Live 2105 hedged · 1:30')
    expect(words).toContain(
      `Balance ${balance.toLocaleString('en-US', { minimumFractionDigits: 2 })} USD`,
    )
    const latest = book?.cashOperations.at(-1)
    expect(words).toContain(new Date(latest?.at ?? 0).toISOString().slice(0, 16).replace('T', ' '))
  })

  test('does not happen for a browser that had not begun it', async () => {
    const page = await comeBack()
    expect(page.status).toBe(400)
    expect(wordsOf(page)).toContain('Nothing was begun here')
    expect(crmCalls('/oauth2/onetime/authorize')).toEqual([])
    expect(wordsOf(await browser.follow(page, 'Go to cTrader'))).toContain(
      'Sign in with Harbour Lane',
    )
  })

  test('does not happen twice for one visit, nor half an hour later', async () => {
    await browser.submit(await signIn(), 'Log out')
    expect((await comeBack()).status).toBe(400)
    await browser.submit(await openPlatform(), 'Sign in with Harbour Lane')
    platform.clock.advance(30 * 60_000)
    expect((await comeBack()).status).toBe(400)
    expect(crmCalls('/oauth2/onetime/authorize')).toHaveLength(1)
  })

  test('is given up by coming back without a token', async () => {
    await browser.submit(await openPlatform(), 'Sign in with Harbour Lane')
    const page = await browser.open(`${platform.url}/broker/success`)
    expect(page.url).toBe(`${platform.url}/platform`)
    expect(wordsOf(page)).toContain('Sign in with Harbour Lane')
  })

  test.each([
    [403, 'did not accept cTrader’s request (403)'],
    [404, 'does not know this sign-in any more (404)'],
    [410, 'has become too old (410)'],
    [417, 'was not made by Harbour Lane (417)'],
    [400, 'could not read what cTrader sent (400)'],
    [500, 'not available right now'],
  ])('that the CRM refuses with %i is explained, with a way on', async (status, words) => {
    crm.follow(knowingEli({ '/oauth2/onetime/authorize': () => ({ status }) }))
    const page = await signIn()
    expect(wordsOf(page)).toContain(words)
    expect(wordsOf(await browser.follow(page, 'Go to cTrader'))).toContain(
      'Sign in with Harbour Lane',
    )
  })

  test('as somebody cTrader has never heard of ends at once', async () => {
    const stranger = { status: 200, body: { userId: 5, accessToken: 'of a stranger' } }
    crm.follow(knowingEli({ '/oauth2/onetime/authorize': () => stranger }))
    expect(wordsOf(await signIn())).toContain('a user whom cTrader does not know')
    expect(browser.cookie('mock_platform_keep')).toBeUndefined()
    expect(wordsOf(await openPlatform())).toContain('Sign in with Harbour Lane')
  })
})

describe('automatic re-login', () => {
  test('signs in again after a restart, with the token of this device', async () => {
    await signIn()
    await restart()
    const page = await openPlatform()
    expect(wordsOf(page)).toContain('Log out')
    expect(crmCalls('/oauth2/authorize').map(({ body }) => body)).toEqual([
      '{"accessToken":"keep me; ü"}',
    ])
    // the session that was made goes on by itself, with the newer inappToken
    await browser.submit(await openPlatform(), 'Verify identity')
    expect(crmCalls('/oauth2/authorize')).toHaveLength(1)
    expect(crmCalls('/oauth2/onetime/generate').at(-1)?.query.inappToken).toBe('in-2')
  })

  test('does not happen without “Keep me logged in”', async () => {
    crm.follow(
      knowingEli({
        '/oauth2/onetime/authorize': () => ({ status: 200, body: { userId: ELI } }),
      }),
    )
    await signIn()
    await restart()
    expect(wordsOf(await openPlatform())).toContain('Sign in with Harbour Lane')
    expect(crmCalls('/oauth2/authorize')).toEqual([])
  })

  test('ends with a sign-in without “Keep me logged in”, also of somebody else', async () => {
    await signIn()
    await browser.open(`${platform.url}/platform/sign-in`)
    const ana = { status: 200, body: { userId: 4_410_001 } }
    crm.follow(knowingEli({ '/oauth2/onetime/authorize': () => ana }))
    expect(wordsOf(await comeBack())).toContain('ana')
    await restart()
    expect(wordsOf(await openPlatform())).toContain('Sign in with Harbour Lane')
  })

  test.each([404, 410, 417])('that is refused with %i is not tried again', async (status) => {
    await signIn()
    await restart()
    crm.follow(knowingEli({ '/oauth2/authorize': () => ({ status }) }))
    const page = await openPlatform()
    expect(wordsOf(page)).toContain(`(${status})`)
    expect(wordsOf(page)).toContain('Sign in with Harbour Lane')
    expect(wordsOf(await openPlatform())).not.toContain(`(${status})`)
    expect(crmCalls('/oauth2/authorize')).toHaveLength(1)
  })

  test('waits for a CRM that is only down', async () => {
    await signIn()
    await restart()
    crm.follow(() => 'hangUp')
    const page = await openPlatform()
    expect(wordsOf(page)).toContain('Harbour Lane cannot be reached right now')
    expect(wordsOf(page)).toContain('Sign in with Harbour Lane')
    crm.follow(knowingEli())
    expect(wordsOf(await openPlatform())).toContain('Log out')
  })
})

describe('the controls', () => {
  test.each([
    ['Deposit', '/inapp/deposit', { account: '2105' }],
    ['Withdraw', '/inapp/withdrawal', { account: '2105' }],
    ['Verify identity', '/inapp/kyc', {}],
    ['New trading account', '/account/create', {}],
  ])('%s opens %s with a new one-time token', async (button, path, account) => {
    const page = await browser.submit(await signIn(), button, { theme: 'light' })
    expect(crmCalls('/oauth2/onetime/generate')).toEqual([
      expect.objectContaining({
        query: { crmApiToken: 'api', inappToken: 'in-1' },
        body: `{"userId":${ELI}}`,
      }),
    ])
    expect(page.url.startsWith(`${crm.url}${path}?`)).toBe(true)
    expect(crm.calls.at(-1)?.query).toEqual({
      token: 'ot-action',
      ...account,
      theme: 'light',
      lang: 'en',
      source: 'Web',
    })
    // the token on the way back is no sign-in, and nobody asks what it is worth
    const back = await comeBack('after')
    expect(back.url).toBe(`${platform.url}/platform`)
    expect(wordsOf(back)).toContain('Log out')
    expect(crmCalls('/oauth2/onetime/authorize')).toHaveLength(1)
  })

  test('need the form of the page itself', async () => {
    const page = await signIn()
    for (const button of ['Deposit', 'Log out']) {
      const refused = await browser.submit(page, button, { csrf: 'x' })
      expect(wordsOf(refused)).toContain('Log out')
      expect(wordsOf(refused)).toContain('out of date, so nothing was done. Press again.')
    }
    expect(crmCalls('/oauth2/onetime/generate')).toEqual([])
    expect(crmCalls('/oauth2/logout')).toEqual([])
  })

  test('act on one’s own accounts only', async () => {
    const page = await signIn()
    for (const account of ['5501', '', '2105.0']) {
      const refused = await browser.submit(page, 'Deposit', { account })
      expect(wordsOf(refused)).toContain('This form was not complete')
    }
    expect(crmCalls('/oauth2/onetime/generate')).toEqual([])
  })

  test.each([
    [() => 'hangUp' as const, 'cannot be reached right now'],
    [() => ({ status: 403 }), 'did not accept cTrader’s request (403)'],
    [() => ({ status: 404 }), '(404)'],
  ])('say on the page what the CRM refused', async (script, words) => {
    const page = await signIn()
    crm.follow(knowingEli({ '/oauth2/onetime/generate': script }))
    const refused = await browser.submit(page, 'Deposit')
    expect(wordsOf(refused)).toContain(words)
    expect(wordsOf(refused)).toContain('Log out')
  })

  test('lead back as whoever was signed in before, whatever the token is worth', async () => {
    await browser.submit(await signIn(), 'Deposit')
    const ana = { status: 200, body: { userId: 4_410_001, accessToken: 'of ana' } }
    crm.follow(knowingEli({ '/oauth2/onetime/authorize': () => ana }))
    expect(wordsOf(await comeBack())).toContain('eli')
    expect(browser.cookie('mock_platform_keep')).toBe(
      Buffer.from('keep me; ü').toString('base64url'),
    )
  })

  test('may be used in two tabs at once', async () => {
    const page = await signIn()
    await browser.submit(page, 'Deposit')
    await browser.submit(page, 'Withdraw')
    for (const token of ['first', 'second']) {
      expect((await comeBack(token)).url).toBe(`${platform.url}/platform`)
    }
    expect(crmCalls('/oauth2/onetime/authorize')).toHaveLength(1)
  })
})

describe('logging out', () => {
  test('tells the CRM, and ends session and long-term token', async () => {
    const page = await browser.submit(await signIn(), 'Log out')
    expect(wordsOf(page)).toContain('You are logged out.')
    expect(crmCalls('/oauth2/logout')).toEqual([
      expect.objectContaining({
        method: 'PUT',
        query: { crmApiToken: 'api', userId: String(ELI), accessToken: 'keep me; ü' },
      }),
    ])
    expect(wordsOf(await openPlatform())).toContain('Sign in with Harbour Lane')
    expect(crmCalls('/oauth2/authorize')).toEqual([])
  })

  test.each([
    ['is down', () => 'hangUp' as const],
    ['refuses', () => ({ status: 403 })],
  ])('works when the CRM %s, and says so', async (_name, script) => {
    const page = await signIn()
    crm.follow(knowingEli({ '/oauth2/logout': script }))
    const out = await browser.submit(page, 'Log out')
    expect(wordsOf(out)).toContain('Harbour Lane could not be told')
    expect(browser.cookie('mock_platform_keep')).toBeUndefined()
    expect(wordsOf(await openPlatform())).toContain('Sign in with Harbour Lane')
  })
})

describe('logging out after a restart, on a page from before it', () => {
  test('takes a second press, and signs nobody in', async () => {
    const page = await signIn()
    await restart()
    const action = `${platform.url}/platform/log-out`
    const form = { ...page, url: action }
    const ask = await browser.submit(form, 'Log out')
    expect(ask.status).toBe(403)
    expect(wordsOf(ask)).toContain('you are not logged out yet. Press again.')
    expect(crm.calls.filter(({ path }) => /authorize|logout/.test(path))).toHaveLength(1)

    const out = await browser.submit(ask, 'Log out')
    expect(wordsOf(out)).toContain('You are logged out.')
    expect(browser.cookie('mock_platform')).toBeUndefined()
    expect(browser.cookie('mock_platform_keep')).toBeUndefined()
    expect(crmCalls('/oauth2/logout').at(-1)?.query).toEqual({
      crmApiToken: 'api',
      userId: String(ELI),
      accessToken: 'keep me; ü',
    })
    expect(wordsOf(await openPlatform())).toContain('Sign in with Harbour Lane')
  })

  test.each([
    [404, 'You are logged out.'],
    [500, 'Harbour Lane could not be told'],
  ])('ends here whatever the CRM says: %i', async (status, words) => {
    const page = await signIn()
    await restart()
    const ask = await browser.submit({ ...page, url: `${platform.url}/platform` }, 'Log out')
    crm.follow(knowingEli({ '/oauth2/authorize': () => ({ status }) }))
    expect(wordsOf(await browser.submit(ask, 'Log out'))).toContain(words)
    expect(browser.cookie('mock_platform_keep')).toBeUndefined()
  })

  test('is no more than that without “Keep me logged in”', async () => {
    const page = await signIn()
    await restart()
    browser.dropCookie('mock_platform_keep')
    const out = await browser.submit({ ...page, url: `${platform.url}/platform` }, 'Log out')
    expect(wordsOf(out)).toContain('Sign in with Harbour Lane')
  })
})

test('no other site may frame a page, and none is taken for something else', async () => {
  for (const path of ['/platform', '/broker/success?token=x', '/broker/sign-in']) {
    const { headers } = await fetch(`${platform.url}${path}`)
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})

describe('signing in to cTrader ID by the broker', () => {
  const begin = (target: string) =>
    browser.open(`${platform.url}/broker/sign-in?${new URLSearchParams({ return: target })}`)

  test.each([AUTHORIZATION, '/apps/auth?scope=accounts'])('leads back to %s', async (target) => {
    const screen = await begin(target)
    expect(screen.url.startsWith(`${crm.url}/auth/login?firstLogin=false`)).toBe(true)
    const back = await comeBack()
    expect(back.url).toBe(`${platform.url}${target}`)
    expect(browser.cookie('mock_ctrader_id')).toMatch(/^[\w-]{43}$/)
    // cTrader ID keeps nobody logged in, and it is another sign-in than the platform's
    expect(browser.cookie('mock_platform_keep')).toBeUndefined()
    expect(wordsOf(await openPlatform())).toContain('Sign in with Harbour Lane')
  })

  test.each([
    '',
    '/platform',
    '/my/settings',
    'https://evil.example/apps/auth',
    '//evil.example/apps/auth',
    '/\\evil.example/apps/auth',
    '/apps/auth/../../platform',
    'apps/auth',
    'javascript:alert(1)',
  ])('leads nowhere else: %s', async (target) => {
    const page = await begin(target)
    expect({ status: page.status, visited: page.visited.length }).toEqual({
      status: 400,
      visited: 1,
    })
  })

  test('is refused with a way back to cTrader ID', async () => {
    await begin(AUTHORIZATION)
    crm.follow(knowingEli({ '/oauth2/onetime/authorize': () => ({ status: 410 }) }))
    const page = await comeBack()
    expect(wordsOf(page)).toContain('too old')
    expect(page.text).toContain(`href="${AUTHORIZATION.replaceAll('&', '&amp;')}"`)
    expect(browser.cookie('mock_ctrader_id')).toBeUndefined()
  })
})

test('whatever is sent, the pages answer and nobody is signed in by it', async () => {
  const paths = ['/platform', '/platform/sign-in', '/broker/success', '/broker/sign-in']
  const posts = ['/platform/in-app', '/platform/log-out']
  const names = ['token', 'return', 'partnerId', 'firstLogin', 'theme', 'csrf', 'action', 'account']
  const parameters = fc.dictionary(fc.constantFrom(...names), fc.string({ unit: 'binary' }))
  const cookie = fc
    .dictionary(
      fc.constantFrom('mock_platform', 'mock_broker_visit', '__proto__'),
      fc.base64String(),
    )
    .map((all) => Object.entries(all).map(([name, value]) => `${name}=${value}`))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths, ...posts),
      parameters,
      cookie,
      async (path, fields, cookies) => {
        const isPost = posts.includes(path)
        const search = new URLSearchParams(fields)
        const response = await fetch(`${platform.url}${path}${isPost ? '' : `?${search}`}`, {
          method: isPost ? 'POST' : 'GET',
          body: isPost ? search : undefined,
          headers: { cookie: cookies.join('; ') },
          redirect: 'manual',
        })
        expect([200, 302, 400]).toContain(response.status)
        expect(response.headers.getSetCookie().join()).not.toMatch(/mock_platform=[^;]/)
      },
    ),
    { numRuns: 200 },
  )
})

test('no secret reaches the request log', async () => {
  await browser.submit(await signIn(), 'Deposit')
  await comeBack('after')
  await browser.submit(await openPlatform(), 'Log out')
  const log = JSON.stringify(platform.world.requests.all())
  expect(log).toContain('/broker/success')
  for (const { value } of platform.world.issued.all()) expect(log).not.toContain(value)
  for (const secret of ['"ot"', '"after"', 'keep me']) expect(log).not.toContain(secret)
})
