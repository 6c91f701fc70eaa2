import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { MockSpotware } from '@/mock-spotware/start'
import { Browser, type Page, wordsOf } from '@/mock-spotware/testing/browser'
import { JsonClient, numbers } from '@/mock-spotware/testing/json-client'
import {
  control,
  grantTo,
  REDIRECT_URI,
  startTestMock,
} from '@/mock-spotware/testing/start-test-mock'

const ELI = 41_000_501
const keepLoggedIn = 'true'

let mock: MockSpotware
let browser: Browser
let stateFile: string | undefined

beforeEach(async () => {
  mock = await startTestMock()
  browser = new Browser()
  stateFile = undefined
})
afterEach(async () => {
  await mock.close()
  if (stateFile === undefined) return
  await rm(stateFile, { force: true })
  await rm(`${stateFile}.issued`, { force: true })
})

const home = () => `http://localhost:${mock.ports.http}`
const openPlatform = (search = '') => browser.open(`${home()}/platform${search}`)

async function signInAsEli(fields: Record<string, string> = {}): Promise<Page> {
  const login = await browser.submit(await openPlatform(), 'Sign in with Harbour Lane')
  expect(login.url.startsWith(mock.crmUrl)).toBe(true)
  return browser.submit(login, 'Log in', {
    email: 'eli@harbourlane.example',
    password: 'demo',
    ...fields,
  })
}

async function deposit(page: Page, amount: string): Promise<Page> {
  const form = await browser.submit(page, 'Deposit')
  expect(form.url.startsWith(`${mock.crmUrl}/inapp/deposit`)).toBe(true)
  return browser.submit(form, 'Deposit now', { amount })
}

const traderSchema = z.object({
  ctidTraderAccount: z.array(z.object({ ctidTraderAccountId: z.int(), isLive: z.boolean() })),
})

test('from the sign-up to the log-out, with money on the way', async () => {
  const invitation = await openPlatform('?partnerId=ib-77')
  const signUp = await browser.submit(invitation, 'Create an account')
  const opening = await browser.submit(signUp, 'Sign up', {
    name: 'Nia',
    email: 'nia@example.com',
    password: 'long enough',
    agree: 'true',
    keepLoggedIn,
  })
  const first = await browser.submit(opening, 'Open account', {
    environmentName: 'demo',
    depositCurrency: 'USD',
  })
  expect(first.url).toBe(`${home()}/platform`)
  expect(wordsOf(first)).toContain('nia')
  expect(wordsOf(first)).toContain('Balance 0.00 USD')
  expect(wordsOf(first)).toContain('Client agreement accepted')

  const { accessToken } = await grantTo(mock, 'nia')
  const client = await JsonClient.authenticated(mock, 'demo')
  const listed = await client.ask(numbers.accountList, { accessToken })
  const [account] = traderSchema.parse(listed.payload).ctidTraderAccount
  const { ctidTraderAccountId = 0 } = account ?? {}
  await client.ask(numbers.accountAuth, { ctidTraderAccountId, accessToken })

  const richer = await deposit(first, '250.75')
  expect(wordsOf(richer)).toContain('Balance 250.75 USD')
  expect(wordsOf(richer)).toMatch(/250\.75 USD deposited to \d+\./)
  expect(wordsOf(await openPlatform())).not.toContain('deposited to')
  const told = await client.next(numbers.executionEvent)
  expect(told.payload).toMatchObject({ depositWithdraw: { delta: 25_075, balance: 25_075 } })

  const withdrawal = await browser.submit(richer, 'Withdraw')
  const poorer = await browser.submit(withdrawal, 'Withdraw now', { amount: '50' })
  expect(wordsOf(poorer)).toContain('Balance 200.75 USD')
  const trader = await client.ask(numbers.trader, { ctidTraderAccountId })
  expect(trader.payload).toMatchObject({ trader: { balance: 20_075 } })
  client.close()

  browser.dropCookie('mock_platform')
  const again = await openPlatform()
  expect(wordsOf(again)).toContain('Balance 200.75 USD')
  const out = await browser.submit(again, 'Log out')
  expect(wordsOf(out)).toContain('You are logged out.')
  expect(wordsOf(await openPlatform())).toContain('Sign in with Harbour Lane')

  const log = mock.world.requests.all().flatMap((one) => (one.kind === 'http' ? one : []))
  expect(log).toContainEqual(
    expect.objectContaining({ server: 'crm', method: 'PUT', path: '/oauth2/logout', status: 200 }),
  )
})

test('after a restart the long-term token signs in again, and after a log-out it does not', async () => {
  await mock.close()
  stateFile = join(tmpdir(), `mock-spotware-${process.pid}-${Date.now()}.json`)
  mock = await startTestMock({ stateFile })
  const page = await signInAsEli({ keepLoggedIn })
  expect(wordsOf(page)).toContain('Live 2105')
  const { http, crm } = mock.ports
  const sameAgain = () => startTestMock({ stateFile, httpPort: http, crmPort: crm })

  await mock.close()
  mock = await sameAgain()
  const again = await openPlatform()
  expect(wordsOf(again)).toContain('Live 2105')
  const kept = browser.cookie('mock_platform_keep') ?? ''
  await browser.submit(again, 'Log out')

  const thief = await fetch(`${home()}/platform`, {
    headers: { cookie: `mock_platform_keep=${kept}` },
  })
  const text = await thief.text()
  expect(text).toContain('does not know this sign-in any more')
  expect(thief.headers.getSetCookie().join()).toContain('mock_platform_keep=; ')
})

test('a partner’s link brings somebody, and the partner alone is one at cTrader', async () => {
  const login = await browser.open(`${mock.crmUrl}/`)
  const eli = { email: 'eli@harbourlane.example', password: 'demo' }
  const area = await browser.submit(login, 'Log in', eli)
  const partner = await browser.submit(area, 'Become a partner')
  const link = /href="([^"]*partnerId=[^"]*)"/.exec(partner.text)?.[1] ?? ''
  const friend = new Browser()
  const signUp = await friend.submit(await friend.open(link), 'Create an account')
  const opening = await friend.submit(signUp, 'Sign up', {
    name: 'Nia',
    email: 'nia@example.com',
    password: 'long enough',
    agree: 'true',
  })
  const home = await friend.submit(opening, 'Not now')
  expect(wordsOf(home)).toContain('nia')
  expect(wordsOf(home)).not.toContain('invitation link')
  expect(wordsOf(await browser.open(`${mock.crmUrl}/`))).toContain('Clients through you 1')
  expect(wordsOf(await signInAsEli())).toContain('Your invitation link as partner hl-')
})

test('after a log-out no inappToken opens anything, not even one from an in-app action', async () => {
  await control(mock, 'POST', '/control/behaviour', { issueInappToken: true })
  const page = await signInAsEli({ keepLoggedIn })
  await browser.submit(await deposit(page, '10'), 'Log out')
  const { crm, issued } = mock.world
  const inappTokens = issued.all().filter(({ kind }) => kind === 'inappToken')
  expect(inappTokens).not.toEqual([])
  for (const { value } of inappTokens) expect(crm.inAppTokens.use(value, 4_410_005)).toBe(false)
})

test.each(['/platfrom', '/apps/token', '/v2/nothing'])(
  '%s is a page for a browser, and JSON for a program',
  async (path) => {
    const ask = (accept: string) =>
      fetch(`${home()}${path}`, { method: 'PUT', headers: { accept } })
    const page = await ask('text/html')
    expect([404, 405]).toContain(page.status)
    expect(await page.text()).toContain('Go to cTrader')
    expect(await (await ask('application/json')).json()).toHaveProperty('error')
  },
)

test('answers that were lost, and a restart, leave one person, one account and one deposit', async () => {
  await mock.close()
  stateFile = join(tmpdir(), `mock-spotware-lost-${process.pid}-${Date.now()}.json`)
  mock = await startTestMock({ stateFile })
  const { http: httpPort, crm: crmPort } = mock.ports
  const loseAnswer = (endpoint: string) =>
    control(mock, 'POST', '/control/faults', { endpoint, kind: 'dropAfter', times: 1 })

  await loseAnswer('POST /v2/oauth2/ctid/create')
  const form = await browser.submit(await openPlatform(), 'Create an account')
  const nia = { name: 'Nia', email: 'nia@example.com', password: 'long enough', agree: 'true' }
  const lost = await browser.submit(form, 'Sign up', { ...nia, keepLoggedIn })
  expect(wordsOf(lost)).toContain('You were not signed up.')
  const opening = await browser.submit(lost, 'Sign up', { ...nia, keepLoggedIn })

  await loseAnswer('POST /v2/webserv/traders')
  const unclear = await browser.submit(opening, 'Open account')
  expect(wordsOf(unclear)).toContain('We do not know yet whether the account was opened')
  const platform = await browser.submit(unclear, 'Open account')
  expect(wordsOf(platform)).toContain('Balance 0.00 EUR')
  const person = mock.world.people.named('nia')
  expect(person?.accounts).toHaveLength(1)
  const login = person?.accounts[0]?.profile.login
  expect(mock.world.people.accountOfLogin(Number(login) + 1, 'harbourlane')).toBeUndefined()

  await loseAnswer(`POST /v2/webserv/traders/${login}/changebalance`)
  const waiting = await deposit(platform, '33')
  expect(wordsOf(waiting)).toContain('we do not know yet whether 33.00 was booked')

  await mock.close()
  mock = await startTestMock({ stateFile, httpPort, crmPort })
  const asked = await browser.submit(await openPlatform(), 'Deposit')
  expect(wordsOf(asked)).toContain('we do not know yet whether 33.00 was booked')
  const done = await browser.submit(asked, 'Check again')
  expect(wordsOf(done)).toContain('Balance 33.00 EUR')
})

test('a form from before a reset lets nobody in', async () => {
  const form = await browser.submit(await openPlatform(), 'Create an account')
  const nia = { name: 'Nia', email: 'nia@example.com', password: 'long enough', agree: 'true' }
  await browser.submit(form, 'Sign up', nia)
  await control(mock, 'POST', '/control/reset')
  const again = await browser.submit(form, 'Sign up', nia)
  expect(again.url).toContain('/account/create')
  const client = mock.world.crm.clients.withEmail(nia.email)
  expect(mock.world.people.byCtid(client?.userId ?? 0)?.email).toBe(nia.email)
})

test('without “Keep me logged in” a restart ends the sign-in', async () => {
  expect(wordsOf(await signInAsEli())).toContain('Log out')
  browser.dropCookie('mock_platform')
  expect(wordsOf(await openPlatform())).toContain('Sign in with Harbour Lane')
})

test('the inappToken is shown wherever the CRM asks for it', async () => {
  await control(mock, 'POST', '/control/behaviour', { issueInappToken: true })
  const page = await signInAsEli({ keepLoggedIn })
  expect(wordsOf(await deposit(page, '10'))).toContain('+10.00')
  browser.dropCookie('mock_platform')
  expect(wordsOf(await deposit(await openPlatform(), '11'))).toContain('+11.00')
})

test('identity and a further account, each with a way back', async () => {
  const page = await signInAsEli()
  const kyc = await browser.submit(page, 'Verify identity')
  expect(wordsOf(await browser.submit(kyc, 'Back to trading'))).toContain('Log out')
  const opening = await browser.submit(await openPlatform(), 'New trading account')
  const more = await browser.submit(opening, 'Open account', {
    environmentName: 'live',
    depositCurrency: 'GBP',
  })
  expect(more.url).toBe(`${home()}/platform`)
  expect(wordsOf(more)).toContain('Balance 0.00 GBP')
})

describe('cTrader ID', () => {
  const parameters = () =>
    new URLSearchParams({
      client_id: mock.clientId,
      redirect_uri: REDIRECT_URI,
      scope: 'accounts',
      state: 'state-1',
    })

  test('is entered by the broker: login, consent, grant, and the accounts of that person', async () => {
    const signIn = await browser.open(`${mock.authUrl}?${parameters()}`)
    expect(signIn.url.startsWith('http://127.0.0.1:')).toBe(true)
    const login = await browser.follow(signIn, 'Sign in with your broker')
    const consent = await browser.submit(login, 'Log in', {
      email: 'eli@harbourlane.example',
      password: 'demo',
    })
    expect(wordsOf(consent)).toContain('Tallybook asks for access')
    expect(wordsOf(consent)).toContain('Signed in as eli')
    expect(wordsOf(consent)).toContain('Live 2105 · Harbour Lane · USD')

    const csrf = /name="csrf" value="([\w-]{43})"/.exec(consent.text)?.[1] ?? ''
    const back = await fetch(consent.url, {
      method: 'POST',
      headers: { cookie: `mock_ctrader_id=${browser.cookie('mock_ctrader_id')}` },
      body: new URLSearchParams({ step: 'allow', account: String(ELI), csrf }),
      redirect: 'manual',
    })
    const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? ''
    const query = new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT_URI,
      client_id: mock.clientId,
      client_secret: mock.clientSecret,
    })
    const answer = await (await fetch(`${mock.tokenUrl}?${query}`)).json()
    const { accessToken } = z.object({ accessToken: z.string() }).parse(answer)
    const client = await JsonClient.authenticated(mock, 'live')
    const { payload } = await client.ask(numbers.accountList, { accessToken })
    client.close()
    expect(traderSchema.parse(payload).ctidTraderAccount).toEqual([
      { ctidTraderAccountId: ELI, isLive: true },
    ])
  })

  test.each(['eli', 'ELI@harbourlane.example'])(
    'takes no password from whom the broker signs in: %s',
    async (ctid) => {
      const url = `${home()}/apps/auth?${parameters()}`
      const refused = await browser.submit(await browser.open(url), 'Sign in', {
        ctid,
        password: 'demo',
      })
      expect(refused.status).toBe(401)
      expect(wordsOf(refused)).toContain('has no password. Use “Sign in with your broker”')
      expect(wordsOf(await browser.open(url))).toContain('Sign in to cTrader ID')
    },
  )
})
