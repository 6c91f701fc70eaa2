import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ELI, startTestCrm, type TestCrm } from '@/mock-spotware/crm/testing/start-test-crm'
import { Browser, type Page, wordsOf } from '@/mock-spotware/testing/browser'

let site: TestCrm
let browser: Browser

beforeEach(async () => {
  site = await startTestCrm()
  browser = new Browser()
})
afterEach(() => site.close())

const eli = { email: 'eli@harbourlane.example', password: 'demo' }
const newcomer = {
  name: 'Noa',
  email: 'Noa@example.org',
  password: 'long enough',
  agree: 'true',
}
const loginUrl = (query = '') => `${site.url}/auth/login${query}`

async function logIn(fields: Record<string, string> = eli, query = ''): Promise<Page> {
  return browser.submit(await browser.open(loginUrl(query)), 'Log in', fields)
}

async function signUp(changes: Record<string, string> = {}, query = ''): Promise<Page> {
  const page = await browser.open(loginUrl(`?firstLogin=true${query}`))
  return browser.submit(page, 'Sign up', { ...newcomer, ...changes })
}

/** The one-time token a page's address brought to cTrader. */
function tokenOf(page: Page): string {
  const url = new URL(page.url)
  expect(`${url.origin}${url.pathname}`).toBe(`${site.backEnd.url}/broker/success`)
  expect([...url.searchParams.keys()]).toEqual(['token'])
  return url.searchParams.get('token') ?? ''
}

async function exchanged(page: Page) {
  const { status, body } = await site.exchange(await site.authenticate(), tokenOf(page))
  return { status, ...Object(body) }
}

describe('log in', () => {
  test('leads to the success URL with a one-time token', async () => {
    expect(await exchanged(await logIn())).toEqual({ status: 200, userId: ELI })
  })

  test('with "Keep me logged in" yields a long-term token', async () => {
    expect(await exchanged(await logIn({ ...eli, keepLoggedIn: 'true' }))).toEqual({
      status: 200,
      userId: ELI,
      accessToken: expect.any(String),
    })
  })

  test.each([
    { ...eli, password: 'wrong' },
    { email: '"><b>', password: 'demo' },
  ])('shows what was typed, but no password, after %j', async (fields) => {
    const page = await logIn({ ...fields, keepLoggedIn: 'true' })
    expect(page.status).toBe(401)
    expect(wordsOf(page)).toContain('The e-mail address or the password is wrong.')
    expect(page.text).not.toContain('<b>')
    expect(page.text).toContain(
      fields.email === eli.email ? `value="${eli.email}"` : 'value="&quot;&gt;&lt;b&gt;"',
    )
    expect(page.text).toMatch(/id="keep"[^>]* checked/)
    expect(page.text).not.toContain('value="wrong"')
  })

  test('is closed for a minute after ten wrong passwords, for that name alone', async () => {
    for (let count = 0; count < 10; count += 1) await logIn({ ...eli, password: `wrong ${count}` })
    const closed = await logIn()
    expect(closed.status).toBe(429)
    expect(wordsOf(closed)).toContain('The password was wrong too often.')
    expect((await logIn({ email: 'somebody@example.org', password: 'wrong' })).status).toBe(401)
    site.clock.advance(60_000)
    expect((await exchanged(await logIn())).userId).toBe(ELI)
  })

  test('a form of another site is refused', async () => {
    const body = new URLSearchParams({ step: 'login', ...eli })
    expect((await browser.open(loginUrl(), { method: 'POST', body })).status).toBe(403)
    const page = await browser.open(loginUrl())
    const forged = { ...eli, csrf: 'A'.repeat(43) }
    expect((await browser.submit(page, 'Log in', forged)).status).toBe(403)
    // a page for another browser's cookie
    const other = await new Browser().open(loginUrl())
    expect((await browser.submit(other, 'Log in', eli)).status).toBe(403)
  })

  test('no parameter of the request moves the success URL', async () => {
    const evil = 'https://evil.example/'
    const names = ['successUrl', 'redirect', 'redirect_uri', 'next', 'returnTo', 'token']
    const query = names.map((name) => `${name}=${encodeURIComponent(evil)}`).join('&')
    const fields = Object.fromEntries(names.map((name) => [name, evil]))
    const page = await logIn({ ...eli, ...fields }, `?${query}`)
    expect(page.visited.join()).not.toContain('evil')
    expect((await exchanged(page)).userId).toBe(ELI)
  })
})

test.each([
  ['/nowhere', 404],
  ['/oauth2/logout', 405],
])('%s is a page for a browser, and JSON for everybody else', async (path, status) => {
  const ask = (accept: string) => fetch(`${site.url}${path}`, { headers: { accept } })
  const page = await ask('text/html,application/xhtml+xml')
  expect(page.status).toBe(status)
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(await page.text()).toContain('<h1>')
  const json = await ask('*/*')
  expect(json.status).toBe(status)
  expect(await json.json()).toMatchObject({ error: expect.any(String) })
})

describe('every page', () => {
  test('may be framed by cTrader only, names the legal entity and never cTrader ID', async () => {
    for (const path of ['/', '/auth/login', '/auth/login?firstLogin=true', '/inapp/kyc?token=x']) {
      const response = await fetch(`${site.url}${path}`)
      const text = await response.text()
      expect(response.headers.get('content-security-policy')).toContain(
        `frame-ancestors ${new URL(site.backEnd.url).origin}`,
      )
      expect(text).toContain('Harbour Lane Markets Ltd')
      expect(text).toContain('width=device-width')
      expect(text).not.toMatch(/cTrader ID/i)
    }
  })

  test.each([
    ['?theme=dark', '<html lang="en" data-theme="dark">'],
    ['?theme=light', '<html lang="en" data-theme="light">'],
    ['?theme=%22%3E%3Cb%3E', '<html lang="en">'],
  ])('%s', async (query, expected) => {
    expect((await browser.open(loginUrl(query))).text).toContain(expected)
  })
})

describe('sign up', () => {
  test('creates the user at cTrader, with agreement, and goes on to an account', async () => {
    const page = await signUp({ keepLoggedIn: 'true' }, '&partnerId=ib-77&theme=dark')
    expect(page.url).toBe(`${site.url}/account/create?theme=dark&firstLogin=true&partnerId=ib-77`)
    expect(site.backEnd.bodies('/ctid/create')).toEqual([
      { brokerCrmName: 'harbourlanecrm', email: 'noa@example.org', firstName: 'Noa' },
    ])
    const [client] = site.crm.clients.kept().slice(-1)
    const userId = client?.userId
    expect(site.backEnd.bodies('/acceptAgreement')).toEqual([{ userId }])
    // who came by a partner is no partner
    expect(site.backEnd.bodies('/referral')).toEqual([])
    expect(client).toMatchObject({ invitedBy: 'ib-77' })

    const done = await browser.submit(page, 'Open account', { leverage: '100' })
    const [created] = site.backEnd.bodies('/webserv/traders')
    expect(created).toEqual({
      accessRights: 'FULL_ACCESS',
      accountType: 'HEDGED',
      balance: '0',
      brokerName: 'harbourlane',
      depositCurrency: 'EUR',
      environmentName: 'demo',
      groupName: 'default',
      hashedPassword: expect.stringMatching(/^[0-9a-f]{32}$/),
      leverageInCents: 10_000,
      totalMarginCalculationType: 'MAX',
      externalId: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
    const [{ login } = { login: 0 }] = client?.accounts ?? []
    expect(site.backEnd.bodies('/ctid/link')).toEqual([
      {
        traderLogin: login,
        traderPasswordHash: Object(created).hashedPassword,
        userId,
        brokerName: 'harbourlane',
        environmentName: 'demo',
        returnAccountDetails: true,
      },
    ])
    expect(await exchanged(done)).toMatchObject({ userId, accessToken: expect.any(String) })
  })

  test('an account can wait', async () => {
    const done = await browser.submit(await signUp(), 'Not now')
    expect((await exchanged(done)).status).toBe(200)
    expect(site.backEnd.bodies('/webserv/traders')).toEqual([])
  })

  test.each([
    [{ name: ' ' }, 'Please enter your first name.'],
    [{ email: 'noa' }, 'Please enter a complete e-mail address.'],
    [{ password: 'short' }, 'The password needs 8 characters or more.'],
    [{ agree: '' }, 'Please accept the client agreement.'],
  ])('%j is turned down with a reason', async (changes, reason) => {
    const page = await signUp(changes)
    expect(page.status).toBe(400)
    expect(wordsOf(page)).toContain(reason)
    expect(site.backEnd.bodies('/ctid/create')).toEqual([])
  })

  test('a taken e-mail address is turned down, whoever knows of it', async () => {
    expect((await signUp({ email: eli.email })).status).toBe(409)
    site.backEnd.meddle('/ctid/create', () => ({
      status: 409,
      body: { errorCode: 'EMAIL_ALREADY_USED' },
    }))
    expect(wordsOf(await signUp())).toContain('already in use at cTrader')
    expect(site.crm.clients.withEmail(newcomer.email)).toBeUndefined()
  })

  test('pressed twice it is one user', async () => {
    const page = await browser.open(loginUrl('?firstLogin=true'))
    const press = () => browser.submit(page, 'Sign up', newcomer)
    const pages = await Promise.all([press(), press(), press()])
    for (const { url } of pages) expect(url).toContain('/account/create')
    expect(site.backEnd.bodies('/ctid/create')).toHaveLength(1)
  })

  test('a back end that is away loses nothing that was typed, and nothing is half done', async () => {
    const page = await browser.open(loginUrl('?firstLogin=true'))
    site.backEnd.meddle('/ctid/create', () => 'hangUp')
    const refused = await browser.submit(page, 'Sign up', newcomer)
    expect(wordsOf(refused)).toContain('cTrader did not answer. You were not signed up.')
    expect(refused.text).toContain('value="Noa@example.org"')
    expect(site.crm.clients.withEmail(newcomer.email)).toBeUndefined()
    site.backEnd.behave()
    const again = await browser.submit(refused, 'Sign up', newcomer)
    expect(again.url).toContain('/account/create')
  })

  test('what cTrader could not be told is told at the next login', async () => {
    site.backEnd.meddle('/acceptAgreement', () => ({ status: 500 }))
    await browser.submit(await signUp(), 'Not now')
    const client = site.crm.clients.withEmail(newcomer.email)
    expect(client).toMatchObject({ isAgreementReported: false })
    site.backEnd.behave()
    await logIn({ email: newcomer.email, password: newcomer.password })
    expect(client).toMatchObject({ isAgreementReported: true })
  })

  test('sent again with another password it is no login', async () => {
    const page = await browser.open(loginUrl('?firstLogin=true'))
    await browser.submit(page, 'Sign up', newcomer)
    const again = await browser.submit(page, 'Sign up', { ...newcomer, password: 'another one' })
    expect(again.status).toBe(409)
    expect(wordsOf(again)).toContain('Somebody has signed up with this e-mail address before')
  })

  test('in two forms at once it is one client', async () => {
    const [one, two] = [
      await browser.open(loginUrl('?firstLogin=true')),
      await browser.open(loginUrl('?firstLogin=true')),
    ]
    const pages = await Promise.all(
      [one, two].map((page) => browser.submit(page, 'Sign up', newcomer)),
    )
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(site.crm.clients.kept().filter(({ name }) => name === newcomer.name)).toHaveLength(1)
  })

  test('pressed again after a reset it begins anew', async () => {
    const page = await browser.open(loginUrl('?firstLogin=true'))
    await browser.submit(page, 'Sign up', newcomer)
    site.crm.reset()
    const again = await browser.submit(page, 'Sign up', newcomer)
    expect(again.url).toContain('/account/create')
    expect(again.status).toBe(200)
    expect(site.backEnd.bodies('/ctid/create')).toHaveLength(2)
  })
})

describe('an account of which cTrader did not say that it was made', () => {
  test('is asked for by the same name, and there is one', async () => {
    const page = await signUp()
    site.backEnd.meddle('/webserv/traders', (usual) => {
      usual()
      return 'hangUp'
    })
    const unclear = await browser.submit(page, 'Open account')
    expect(wordsOf(unclear)).toContain('We do not know yet whether the account was opened')
    site.backEnd.behave()
    await exchanged(await browser.submit(unclear, 'Open account'))
    const [first, second] = site.backEnd.bodies('/webserv/traders')
    expect(second).toEqual(first)
    expect(site.backEnd.balances.size).toBe(2)
    const client = site.crm.clients.withEmail(newcomer.email)
    expect(client?.accounts).toHaveLength(1)
    expect(client?.orderedAccount).toBeUndefined()
  })

  test('comes before another one, which is told', async () => {
    const page = await signUp()
    site.backEnd.meddle('/webserv/traders', () => 'hangUp')
    const unclear = await browser.submit(page, 'Open account')
    site.backEnd.behave()
    const finished = await browser.submit(unclear, 'Open account', { depositCurrency: 'GBP' })
    expect(wordsOf(finished)).toMatch(/asked for before is open now: \d+, demo, EUR/)
    await exchanged(await browser.submit(finished, 'Open account', { depositCurrency: 'GBP' }))
    const client = site.crm.clients.withEmail(newcomer.email)
    expect(client?.accounts.map(({ currency }) => currency)).toEqual(['EUR', 'GBP'])
  })

  test('is not waited for when it was refused', async () => {
    const page = await signUp()
    site.backEnd.meddle('/webserv/traders', () => ({
      status: 400,
      body: { errorCode: 'INVALID_REQUEST' },
    }))
    const refused = await browser.submit(page, 'Open account')
    expect(wordsOf(refused)).toContain('No account was opened.')
    expect(site.crm.clients.withEmail(newcomer.email)?.orderedAccount).toBeUndefined()
  })
})

describe('an account that was made but not linked', () => {
  test('is finished at the next press, and none is made besides', async () => {
    const page = await signUp()
    site.backEnd.meddle('/ctid/link', () => ({ status: 500 }))
    const refused = await browser.submit(page, 'Open account')
    expect(refused.status).toBe(409)
    expect(wordsOf(refused)).toContain('press again to finish it')
    site.backEnd.behave()
    await exchanged(await browser.submit(refused, 'Open account'))
    expect(site.backEnd.bodies('/webserv/traders')).toHaveLength(1)
    expect(site.crm.clients.withEmail(newcomer.email)?.accounts).toEqual([
      { login: expect.any(Number), environmentName: 'demo', currency: 'EUR' },
    ])
  })

  test('what is not offered is turned down', async () => {
    const refused = await browser.submit(await signUp(), 'Open account', { leverage: '9999' })
    expect(refused.status).toBe(400)
  })
})

describe('the client area', () => {
  async function enter(fields: Record<string, string> = eli) {
    browser.dropCookie('mock_crm')
    return browser.submit(await browser.open(`${site.url}/`), 'Log in', fields)
  }

  test('shows the own data and opens cTrader without another password', async () => {
    const area = await enter()
    expect(wordsOf(area)).toContain('Hello eli')
    expect(wordsOf(area)).toContain('2105 live, USD')
    expect(await exchanged(await browser.submit(area, 'Open cTrader'))).toEqual({
      status: 200,
      userId: ELI,
    })
  })

  test('is left by log out, and by a log-out in cTrader', async () => {
    const area = await enter()
    expect(wordsOf(await browser.submit(area, 'Log out'))).not.toContain('Hello')
    expect((await browser.submit(area, 'Open cTrader')).status).toBe(403)
    await enter()
    await site.logOut(await site.authenticate(), { userId: String(ELI) })
    expect(wordsOf(await browser.open(`${site.url}/`))).not.toContain('Hello')
  })

  test('makes a partner, and counts who came by their link', async () => {
    const partner = await browser.submit(await enter(), 'Become a partner')
    const { partnerId } = site.crm.clients.byUserId(ELI) ?? {}
    expect(site.backEnd.bodies('/referral')).toEqual([{ userId: ELI, partnerId }])
    expect(wordsOf(partner)).toContain('Clients through you 0')
    expect(partner.text).not.toContain('Become a partner')
    expect(partner.text).toContain(`href="${site.backEnd.url}/platform?partnerId=${partnerId}"`)
    browser = new Browser()
    await signUp({}, `&partnerId=${partnerId}`)
    browser = new Browser()
    expect(wordsOf(await enter())).toContain('Clients through you 1')
    expect(site.backEnd.bodies('/referral')).toHaveLength(1)
  })

  test('tells cTrader of a partner at the next login when it was away', async () => {
    site.backEnd.meddle('/referral', () => ({ status: 500 }))
    await browser.submit(await enter(), 'Become a partner')
    expect(site.crm.clients.byUserId(ELI)).toMatchObject({ isPartnerReported: false })
    site.backEnd.behave()
    await enter()
    expect(site.crm.clients.byUserId(ELI)).toMatchObject({ isPartnerReported: true })
    const [first, second] = site.backEnd.bodies('/referral')
    expect(second).toEqual(first)
  })

  test('logs out on all devices', async () => {
    const api = await site.authenticate()
    const { accessToken } = await site.signIn(api, true)
    await browser.submit(await enter(), 'Log out on all devices')
    expect((await site.relogin(api, accessToken)).status).toBe(404)
  })
})

test('no password and no token is in the request log', async () => {
  const token = tokenOf(await logIn({ ...eli, keepLoggedIn: 'true' }))
  await signUp()
  const log = JSON.stringify(site.requests.all())
  for (const secret of [token, '"demo"', newcomer.password]) expect(log).not.toContain(secret)
  expect(log).toContain('/auth/login')
})
