import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ELI, startTestCrm, type TestCrm } from '@/mock-spotware/crm/testing/start-test-crm'
import { Browser, type Page, wordsOf } from '@/mock-spotware/testing/browser'

const ACCOUNT = 2_105

let site: TestCrm
let browser: Browser

beforeEach(async () => {
  site = await startTestCrm()
  browser = new Browser()
})
afterEach(() => site.close())

async function open(path: string, token?: string): Promise<Page> {
  const url = new URL(`${site.url}${path}`)
  url.searchParams.set('token', token ?? (await site.inAppToken()))
  return browser.open(url.href)
}

const openDeposit = () => open(`/inapp/deposit?account=${ACCOUNT}`)
const balance = () => site.backEnd.balances.get(ACCOUNT)

/** With a one-time token, as every success URL has it, which signs nobody in. */
async function expectBackInCtrader(page: Page): Promise<void> {
  const { origin, pathname, searchParams } = new URL(page.url)
  expect(`${origin}${pathname}`).toBe(`${site.backEnd.url}/broker/success`)
  const code = searchParams.get('token')
  expect(code).toMatch(/^[\w-]{43}$/)
  expect((await site.exchange(await site.authenticate(), code)).status).toBe(404)
}

describe('the way in', () => {
  test('the token leaves the address, and the page can be loaded again', async () => {
    const page = await open(`/inapp/deposit?account=${ACCOUNT}&theme=dark&lang=en`)
    expect(page.url).toBe(`${site.url}/inapp/deposit?account=${ACCOUNT}&lang=en&theme=dark`)
    expect(wordsOf(page)).toContain('2105 (live)')
    expect(wordsOf(page)).toContain('8,000.00 USD')
    expect(wordsOf(await browser.open(page.url))).toContain('8,000.00 USD')
  })

  test('a token works once, for a minute, and only when it was made for this', async () => {
    const token = await site.inAppToken()
    expect((await open('/inapp/kyc', token)).status).toBe(200)
    expect((await open('/inapp/kyc', token)).status).toBe(404)
    const late = await site.inAppToken()
    site.clock.advance(60_000)
    expect((await open('/inapp/kyc', late)).status).toBe(410)
    expect((await open('/inapp/kyc', 'x')).status).toBe(417)
    const login = site.login()
    expect((await open('/inapp/kyc', login)).status).toBe(404)
    expect((await site.exchange(await site.authenticate(), login)).status).toBe(200)
  })

  test.each(['/inapp/deposit', '/inapp/withdrawal', '/inapp/kyc', '/account/create'])(
    '%s shows nothing to somebody who was not sent by cTrader',
    async (path) => {
      const page = await browser.open(`${site.url}${path}?account=${ACCOUNT}`)
      expect(page.status).toBe(403)
      expect(page.text).not.toContain('<form')
    },
  )

  test.each(['', '?account=', '?account=abc'])('money needs an account: %s', async (query) => {
    const token = await site.inAppToken()
    expect((await open(`/inapp/deposit${query}`, token)).status).toBe(400)
    // and the token is not spent by it
    expect((await open(`/inapp/deposit?account=${ACCOUNT}`, token)).status).toBe(200)
  })

  test('somebody else’s account stays closed, also by changing the address', async () => {
    expect((await open('/inapp/deposit?account=2101')).status).toBe(404)
    await openDeposit()
    for (const path of ['/inapp/deposit?account=2101', `/inapp/withdrawal?account=${ACCOUNT}`]) {
      expect((await browser.open(`${site.url}${path}`)).status).toBe(403)
    }
  })

  test('somebody else in the client area of this browser is logged out', async () => {
    const area = await browser.open(`${site.url}/`)
    const other = { userId: 7, name: 'other', email: 'o@example.org', accounts: [] }
    const [eli] = site.crm.clients.kept()
    if (!eli) throw new Error('eli is missing')
    site.crm.clients.add({ ...eli, ...other })
    await browser.submit(area, 'Log in', { email: other.email, password: 'demo' })
    await open('/account/create')
    expect(wordsOf(await browser.open(`${site.url}/`))).not.toContain('Hello')
    const done = await browser.submit(await browser.open(`${site.url}/account/create`), 'Not now')
    await expectBackInCtrader(done)
  })
})

describe('deposit and withdrawal', () => {
  test('a deposit changes the balance at cTrader and leads back with a new token', async () => {
    const done = await browser.submit(await openDeposit(), 'Deposit now', { amount: '250' })
    await expectBackInCtrader(done)
    expect(site.backEnd.bodies('/changebalance')).toEqual([
      {
        amount: '250.00',
        type: 'DEPOSIT',
        comment: 'Deposit by card',
        externalId: expect.stringMatching(/^[\w-]{43}$/),
      },
    ])
    expect(balance()).toBe(8_250)
  })

  test('a withdrawal takes it off', async () => {
    const page = await open(`/inapp/withdrawal?account=${ACCOUNT}`)
    await expectBackInCtrader(await browser.submit(page, 'Withdraw now', { amount: '99,5' }))
    expect(balance()).toBe(7_900.5)
  })

  test('back leads back and moves nothing', async () => {
    await expectBackInCtrader(await browser.submit(await openDeposit(), 'Back to trading'))
    expect(balance()).toBe(8_000)
  })

  test('pressed five times it is one deposit, and each press leads back', async () => {
    const page = await openDeposit()
    const press = () => browser.submit(page, 'Deposit now', { amount: '10' })
    const pages = await Promise.all([press(), press(), press(), press()])
    for (const done of [...pages, await press()]) await expectBackInCtrader(done)
    expect(balance()).toBe(8_010)
  })

  test.each(['', '0', '-5', 'abc', '1e3', '1.234', '9999999999999', '0x10'])(
    'the amount %j is turned down and stays in the field',
    async (amount) => {
      const page = await browser.submit(await openDeposit(), 'Deposit now', { amount })
      expect(page.status).toBe(400)
      expect(page.text).toContain(`name="amount" value="${amount}"`)
      expect(balance()).toBe(8_000)
    },
  )

  test('without a verified identity a deposit is small', async () => {
    const page = await browser.submit(await openDeposit(), 'Deposit now', { amount: '2000.01' })
    expect(wordsOf(page)).toContain('a deposit can be 2000.00 at most')
    await browser.submit(await open('/inapp/kyc'), 'Send', { fullName: 'Eli', country: 'Malta' })
    await expectBackInCtrader(
      await browser.submit(await openDeposit(), 'Deposit now', { amount: '2000.01' }),
    )
  })

  test('a form of another site moves nothing', async () => {
    const page = await openDeposit()
    const forged = { amount: '10', csrf: 'A'.repeat(43) }
    expect((await browser.submit(page, 'Deposit now', forged)).status).toBe(403)
    expect(balance()).toBe(8_000)
  })

  test('a refusal is told, and the next try is a new one', async () => {
    const page = await open(`/inapp/withdrawal?account=${ACCOUNT}`)
    const refused = await browser.submit(page, 'Withdraw now', { amount: '8000.01' })
    expect(refused.status).toBe(409)
    expect(wordsOf(refused)).toContain('There is not enough money on the account.')
    await expectBackInCtrader(await browser.submit(refused, 'Withdraw now', { amount: '1' }))
    expect(balance()).toBe(7_999)
  })

  test('a back end that is away is told, and nothing is lost', async () => {
    const page = await openDeposit()
    await site.loseBackEnd()
    const refused = await browser.submit(page, 'Deposit now', { amount: '10' })
    expect(wordsOf(refused)).toContain('cTrader cannot be reached. Nothing was booked')
    expect(refused.text).toContain('name="amount" value="10"')
  })

  test('without an answer it is unclear, and sent again it is booked once', async () => {
    const page = await openDeposit()
    site.backEnd.meddle('/changebalance', (usual) => {
      usual()
      return 'hangUp'
    })
    const unclear = await browser.submit(page, 'Deposit now', { amount: '10' })
    expect(wordsOf(unclear)).toContain('we do not know yet whether 10.00 was booked')
    expect(balance()).toBe(8_010)
    site.backEnd.behave()
    await expectBackInCtrader(await browser.submit(unclear, 'Check again'))
    expect(balance()).toBe(8_010)
    expect(site.crm.openPayments.all()).toEqual([])
  })

  test('one that never arrived is not taken for another that did', async () => {
    const first = await openDeposit()
    site.backEnd.meddle('/changebalance', () => ({ status: 502, body: '<html>' }))
    const unclear = await browser.submit(first, 'Deposit now', { amount: '33' })
    const still = await browser.submit(unclear, 'Check again')
    expect(wordsOf(still)).toContain('we do not know yet')
    site.backEnd.behave()
    const other = new Browser()
    const url = `${site.url}/inapp/withdrawal?account=${ACCOUNT}&token=${await site.inAppToken()}`
    await other.submit(await other.open(url), 'Withdraw now', { amount: '1' })
    site.backEnd.balances.set(ACCOUNT, 8_033)
    await expectBackInCtrader(await browser.submit(still, 'Check again'))
    expect(balance()).toBe(8_066)
  })

  test('two of one account at once are two, one after the other', async () => {
    const url = `${site.url}/inapp/deposit?account=${ACCOUNT}`
    const depositFrom = async (device: Browser) => {
      const page = await device.open(`${url}&token=${await site.inAppToken()}`)
      return device.submit(page, 'Deposit now', { amount: '33' })
    }
    const done = await Promise.all([new Browser(), new Browser()].map(depositFrom))
    for (const page of done) expect(page.url).toContain('/broker/success')
    expect(balance()).toBe(8_066)
  })

  test('one that is unclear is asked for again by the next page of the account', async () => {
    site.backEnd.meddle('/changebalance', () => 'hangUp')
    await browser.submit(await openDeposit(), 'Deposit now', { amount: '33' })
    site.backEnd.behave()
    browser = new Browser()
    const page = await openDeposit()
    expect(wordsOf(page)).toContain('we do not know yet whether 33.00 was booked')
    await expectBackInCtrader(await browser.submit(page, 'Check again'))
    expect(balance()).toBe(8_033)
    expect(wordsOf(await openDeposit())).toContain('8,033.00 USD')
  })

  test('the same form with another amount is another payment, and needs another way in', async () => {
    const page = await openDeposit()
    site.backEnd.meddle('/changebalance', () => 'hangUp')
    await browser.submit(page, 'Deposit now', { amount: '50' })
    site.backEnd.behave()
    await expectBackInCtrader(await browser.submit(page, 'Deposit now', { amount: '77' }))
    expect(balance()).toBe(8_077)
    const used = await browser.submit(page, 'Deposit now', { amount: '78' })
    expect(used.status).toBe(403)
    expect(wordsOf(used)).toContain('This was finished before.')
    expect((await browser.open(page.url)).status).toBe(403)
    expect(balance()).toBe(8_077)
  })

  test('what was open is forgotten with a reset', async () => {
    const page = await openDeposit()
    site.backEnd.meddle('/changebalance', () => 'hangUp')
    const unclear = await browser.submit(page, 'Deposit now', { amount: '10' })
    site.crm.reset()
    site.backEnd.behave()
    expect((await browser.submit(unclear, 'Check again')).status).toBe(403)
    expect(wordsOf(await openDeposit())).toContain('8,000.00 USD')
  })

  test('a back end that forgot the manager is asked for another token', async () => {
    await openDeposit()
    let isForgotten = true
    site.backEnd.meddle(`/traders/${ACCOUNT}`, (usual) => {
      if (!isForgotten) return usual()
      isForgotten = false
      return { status: 403, body: { errorCode: 'NOT_ENOUGH_RIGHTS' } }
    })
    expect(wordsOf(await openDeposit())).toContain('8,000.00 USD')
    expect(site.backEnd.bodies('/managers/token')).toHaveLength(2)
  })
})

describe('the way in is no sign-in', () => {
  test('it ends half an hour later, and with the log-out of the client area', async () => {
    const page = await openDeposit()
    site.clock.advance(30 * 60_000)
    expect((await browser.open(page.url)).status).toBe(403)
    const again = await openDeposit()
    const eli = { email: 'eli@harbourlane.example', password: 'demo' }
    const area = await browser.submit(await browser.open(`${site.url}/`), 'Log in', eli)
    await browser.submit(area, 'Log out')
    expect((await browser.submit(again, 'Deposit now', { amount: '1' })).status).toBe(403)
    expect(balance()).toBe(8_000)
  })

  test('a broker may do otherwise, and even then yields no further token', async () => {
    site.behaviour.returnTokenSignsIn = true
    site.behaviour.issueInappToken = true
    const api = await site.authenticate()
    const { inappToken } = await site.signIn(api, true)
    const { body } = await site.generate(api, inappToken)
    const page = await open('/inapp/kyc', Object(body).token)
    const done = await browser.submit(page, 'Back to trading')
    const code = new URL(done.url).searchParams.get('token')
    expect((await site.exchange(api, code)).body).toEqual({ userId: ELI })
  })
})

describe('identity check', () => {
  test('needs both fields, and verifies', async () => {
    const page = await open('/inapp/kyc')
    const refused = await browser.submit(page, 'Send', { fullName: 'Eli', country: ' ' })
    expect(refused.status).toBe(400)
    expect(site.crm.clients.byUserId(ELI)?.isVerified).toBe(false)
    const country = { fullName: 'Eli', country: 'Malta' }
    await expectBackInCtrader(await browser.submit(refused, 'Send', country))
    expect(site.crm.clients.byUserId(ELI)?.isVerified).toBe(true)
    expect(wordsOf(await open('/inapp/kyc'))).toContain('Your identity is verified.')
  })
})
