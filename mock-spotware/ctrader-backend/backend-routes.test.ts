import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { HARBOUR_MANAGER } from '@/mock-spotware/harbour-deployment'
import type { MockSpotware } from '@/mock-spotware/start'
import { JsonClient, numbers } from '@/mock-spotware/testing/json-client'
import { callBackend, managerToken, md5 } from '@/mock-spotware/testing/manager-client'
import { ANA_DEMO, control, grantTo, startTestMock } from '@/mock-spotware/testing/start-test-mock'

const ELI = 41_000_501
const ELI_LOGIN = 2105
const ELI_CTID = 4_410_005

let mock: MockSpotware
let token: string
let people = 0

beforeAll(async () => {
  mock = await startTestMock()
  token = await managerToken(mock)
})
afterAll(() => mock.close())

const post = (path: string, body: unknown) => callBackend(mock, 'POST', path, { token, body })
const put = (path: string, body: unknown) => callBackend(mock, 'PUT', path, { token, body })
const get = (path: string) => callBackend(mock, 'GET', path, { token })

const refusal = (status: number, errorCode: string) => ({
  status,
  body: { errorCode, description: expect.stringMatching(/^.{5,}$/) },
})

function newPerson(changes: Record<string, unknown> = {}) {
  people += 1
  return {
    brokerCrmName: 'harbourlanecrm',
    email: `person${people}@example.com`,
    firstName: 'Pat',
    preferredLanguage: 'en',
    ...changes,
  }
}

const newTrader = (changes: Record<string, unknown> = {}) => ({
  accessRights: 'FULL_ACCESS',
  accountType: 'HEDGED',
  balance: '0',
  brokerName: 'harbourlane',
  depositCurrency: 'EUR',
  groupName: 'default',
  hashedPassword: md5('of the account'),
  leverageInCents: 3_000,
  totalMarginCalculationType: 'MAX',
  environmentName: 'demo',
  ...changes,
})

const userSchema = z.object({ userId: z.int() })
const traderSchema = z.object({ login: z.int() })

async function createUser(changes: Record<string, unknown> = {}): Promise<number> {
  const { body } = await post('/oauth2/ctid/create', newPerson(changes))
  return userSchema.parse(body).userId
}

async function createTrader(changes: Record<string, unknown> = {}): Promise<number> {
  const { body } = await post('/webserv/traders', newTrader(changes))
  return traderSchema.parse(body).login
}

const newLink = (changes: Record<string, unknown>) => ({
  traderPasswordHash: md5('of the account'),
  brokerName: 'harbourlane',
  environmentName: 'demo',
  returnAccountDetails: true,
  ...changes,
})

describe('the webservToken', () => {
  const path = '/webserv/managers/token'
  const right = { login: HARBOUR_MANAGER.login, hashedPassword: md5(HARBOUR_MANAGER.password) }

  test('is given for the MD5 of the password, and recorded', async () => {
    const { status, body } = await callBackend(mock, 'POST', path, { body: right })
    expect({ status, body }).toEqual({
      status: 200,
      body: { webservToken: expect.stringMatching(/^[\w-]{43}$/) },
    })
    const issued = mock.world.issued.all().filter(({ kind }) => kind === 'webservToken')
    expect(body).toEqual({ webservToken: issued.at(-1)?.value })
  })

  test.each([
    [{ ...right, login: 1 }],
    [{ ...right, hashedPassword: md5('other') }],
    [{ ...right, hashedPassword: HARBOUR_MANAGER.password }],
  ])('is not given for anything else: %j', async (body) => {
    expect(await callBackend(mock, 'POST', path, { body })).toEqual(refusal(403, 'WRONG_PASSWORD'))
  })

  test.each([
    ['POST', '/oauth2/ctid/create'],
    ['PUT', '/oauth2/ctid/acceptAgreement'],
    ['PUT', '/oauth2/ctid/referral'],
    ['POST', '/webserv/traders'],
    ['GET', `/webserv/traders/${ELI_LOGIN}`],
    ['POST', `/webserv/traders/${ELI_LOGIN}/changebalance`],
    ['POST', '/ctid/link'],
    ['POST', '/ctid2/inAppToken/redeem'],
  ] as const)('is looked at before the body: %s %s', async (method, path) => {
    const body = method === 'GET' ? undefined : { amount: '1', type: 'DEPOSIT' }
    const before = mock.world.account(ELI)?.book.balance
    expect(await callBackend(mock, method, path, { body })).toEqual(
      refusal(401, 'NOT_ENOUGH_RIGHTS'),
    )
    expect(await callBackend(mock, method, path, { body, token: 'x'.repeat(43) })).toEqual(
      refusal(403, 'NOT_ENOUGH_RIGHTS'),
    )
    expect(mock.world.account(ELI)?.book.balance).toBe(before)
  })
})

describe('people', () => {
  test('are created, and known to cTrader ID by that userId', async () => {
    const userId = await createUser({ nickName: 'Quick.Fox', email: 'Fox@Example.com' })
    expect(mock.world.people.byCtid(userId)).toMatchObject({
      name: 'quick.fox',
      email: 'fox@example.com',
      signsInAtBroker: true,
    })
  })

  test.each([
    ['taken', 'ana', /^user\d+$/],
    ['unusable', '<b>', /^user\d+$/],
    ['left out', undefined, /^person\d+$/],
    ['empty', '', /^person\d+$/],
  ])('get another name when theirs is %s', async (_name, nickName, expected) => {
    const userId = await createUser({ nickName })
    expect(mock.world.people.byCtid(userId)?.name).toMatch(expected)
  })

  test.each([
    [409, 'EMAIL_ALREADY_USED', { email: 'ELI@harbourlane.example' }],
    [400, 'EMAIL_NOT_ALLOWED', { email: 'a1b2@PrivateRelay.appleid.com' }],
    [400, 'INVALID_REQUEST', { email: 'nobody' }],
    [400, 'INVALID_REQUEST', { email: undefined }],
    [404, 'CH_BROKER_NOT_FOUND', { brokerCrmName: 'HarbourLaneCrm' }],
  ])('are refused with %i %s: %j', async (status, errorCode, changes) => {
    const before = mock.world.people.all().length
    expect(await post('/oauth2/ctid/create', newPerson(changes))).toEqual(
      refusal(status, errorCode),
    )
    expect(mock.world.people.all()).toHaveLength(before)
  })

  test('asked for again by the same CRM are the same person', async () => {
    const person = newPerson()
    const first = await post('/oauth2/ctid/create', person)
    const before = mock.world.people.all().length
    const again = { ...person, email: person.email.toUpperCase(), nickName: 'other' }
    expect(await post('/oauth2/ctid/create', again)).toEqual(first)
    expect(mock.world.people.all()).toHaveLength(before)
    // somebody with a cTrader ID by other means stays refused
    const taken = newPerson({ email: 'eli@harbourlane.example' })
    expect(await post('/oauth2/ctid/create', taken)).toEqual(refusal(409, 'EMAIL_ALREADY_USED'))
  })

  test('accept the agreement', async () => {
    const userId = await createUser()
    expect(mock.world.brokerRecords.hasAcceptedAgreement(userId)).toBe(false)
    expect(await put('/oauth2/ctid/acceptAgreement', { userId })).toEqual({ status: 200, body: {} })
    expect(mock.world.brokerRecords.hasAcceptedAgreement(userId)).toBe(true)
    expect(await put('/oauth2/ctid/acceptAgreement', { userId: 5 })).toEqual(
      refusal(404, 'USER_NOT_FOUND'),
    )
  })

  test('become partners, by themselves or by an account', async () => {
    const userId = await createUser()
    const byUser = await put('/oauth2/ctid/referral', { userId, partnerId: 'ib-1' })
    expect(byUser).toEqual({ status: 200, body: { userId } })
    expect(mock.world.brokerRecords.partnerId(userId)).toBe('ib-1')
    const byAccount = { ctidTraderAccountId: ELI, partnerId: 'eli@harbourlane.example' }
    expect(await put('/oauth2/ctid/referral', byAccount)).toEqual({
      status: 200,
      body: { ctidTraderAccountId: ELI },
    })
    expect(mock.world.brokerRecords.partnerId(ELI_CTID)).toBe('eli@harbourlane.example')
  })

  test.each([
    [404, 'USER_NOT_FOUND', { userId: 5, partnerId: 'p' }],
    [404, 'USER_NOT_FOUND', { ctidTraderAccountId: 5, partnerId: 'p' }],
    [400, 'INVALID_REQUEST', { partnerId: 'p' }],
    [400, 'INVALID_REQUEST', { userId: ELI_CTID, ctidTraderAccountId: ELI, partnerId: 'p' }],
    [400, 'INVALID_REQUEST', { userId: ELI_CTID, partnerId: '' }],
  ])('are no partners, %i %s: %j', async (status, errorCode, body) => {
    expect(await put('/oauth2/ctid/referral', body)).toEqual(refusal(status, errorCode))
  })
})

describe('a trading account', () => {
  test('is created, linked, and listed by the Open API', async () => {
    const userId = await createUser({ nickName: 'linkedone' })
    const login = await createTrader({ depositCurrency: 'USD', balance: 250.5 })
    expect(await get(`/webserv/traders/${login}`)).toEqual({
      status: 200,
      body: { login, balance: '250.50', depositCurrency: 'USD', environmentName: 'demo' },
    })
    const { status, body } = await post('/ctid/link', newLink({ userId, traderLogin: login }))
    expect({ status, body }).toEqual({
      status: 200,
      body: { ctidTraderAccountId: expect.any(Number) },
    })
    const { ctidTraderAccountId } = z.object({ ctidTraderAccountId: z.int() }).parse(body)
    // once more is no mistake, and without details there are none
    const again = newLink({ userId, traderLogin: login, returnAccountDetails: undefined })
    expect(await post('/ctid/link', again)).toEqual({ status: 200, body: {} })

    const { accessToken } = await grantTo(mock, 'linkedone')
    const client = await JsonClient.authenticated(mock, 'demo')
    const { payload } = await client.ask(numbers.accountList, { accessToken })
    client.close()
    expect(payload).toMatchObject({
      ctidTraderAccount: [{ ctidTraderAccountId, traderLogin: login, isLive: false }],
    })
  })

  test.each([
    [404, 'CH_BROKER_NOT_FOUND', { brokerName: 'pepperwood' }],
    [404, 'CH_BROKER_NOT_FOUND', { brokerName: 'HarbourLane' }],
    [400, 'CHANGE_BALANCE_BAD_AMOUNT', { balance: -1 }],
    [400, 'CHANGE_BALANCE_BAD_AMOUNT', { balance: '0.001' }],
    [400, 'INVALID_REQUEST', { accountType: 'SPREAD_BETTING' }],
    [400, 'INVALID_REQUEST', { depositCurrency: 'XXX' }],
    [400, 'INVALID_REQUEST', { leverageInCents: 3_050 }],
    [400, 'INVALID_REQUEST', { hashedPassword: 'open' }],
    [400, 'INVALID_REQUEST', { environmentName: 'paper' }],
    [400, 'INVALID_REQUEST', { groupName: undefined }],
  ])('is not created, %i %s: %j', async (status, errorCode, changes) => {
    expect(await post('/webserv/traders', newTrader(changes))).toEqual(refusal(status, errorCode))
  })

  test.each([
    [403, 'WRONG_PASSWORD', { traderPasswordHash: md5('another') }],
    [404, 'CH_BROKER_NOT_FOUND', { brokerName: 'northgatefx' }],
    [404, 'TRADER_NOT_FOUND', { traderLogin: 1 }],
    [404, 'TRADER_NOT_FOUND', { environmentName: 'live' }],
    [404, 'USER_NOT_FOUND', { userId: 5 }],
    [400, 'INVALID_REQUEST', { userId: '5' }],
  ])('is not linked, %i %s: %j', async (status, errorCode, changes) => {
    const traderLogin = await createTrader()
    const link = newLink({ traderLogin, userId: ELI_CTID, ...changes })
    expect(await post('/ctid/link', link)).toEqual(refusal(status, errorCode))
    const eli = mock.world.people.byCtid(ELI_CTID)
    expect(eli?.accounts.map(({ profile }) => profile.login)).toEqual([ELI_LOGIN])
  })

  test('ordered again by the same name is the same account', async () => {
    const order = newTrader({ externalId: 'order-1', balance: '5' })
    const first = await post('/webserv/traders', order)
    expect(first.status).toBe(200)
    expect(await post('/webserv/traders', order)).toEqual(first)
    const { login } = traderSchema.parse(first.body)
    expect((await get(`/webserv/traders/${login}`)).body).toMatchObject({ balance: '5.00' })
    for (const change of [{ depositCurrency: 'USD' }, { hashedPassword: md5('another') }]) {
      expect(await post('/webserv/traders', { ...order, ...change })).toEqual(
        refusal(409, 'EXTERNAL_ID_ALREADY_USED'),
      )
    }
    const next = await post('/webserv/traders', { ...order, externalId: 'order-2' })
    expect(traderSchema.parse(next.body).login).toBe(login + 1)
  })

  test('of somebody is not given to somebody else', async () => {
    const traderLogin = await createTrader()
    const [first, second] = [await createUser(), await createUser()]
    expect((await post('/ctid/link', newLink({ traderLogin, userId: first }))).status).toBe(200)
    expect(await post('/ctid/link', newLink({ traderLogin, userId: second }))).toEqual(
      refusal(409, 'TRADER_ALREADY_LINKED'),
    )
  })

  test.each(['1', 'x', '02105.0', '9'.repeat(30), '-2105'])(
    'of another broker or none is not found: %s',
    async (login) => {
      expect(await get(`/webserv/traders/${login}`)).toEqual(refusal(404, 'TRADER_NOT_FOUND'))
    },
  )
})

describe('a balance', () => {
  test('changes, and the Open API tells at once', async () => {
    const { accessToken } = await grantTo(mock, 'eli')
    const client = await JsonClient.authenticated(mock, 'live')
    await client.ask(numbers.accountAuth, { ctidTraderAccountId: ELI, accessToken })
    const before = mock.world.account(ELI)?.book.balance ?? 0n

    const path = `/webserv/traders/${ELI_LOGIN}/changebalance`
    const { status, body } = await post(path, { amount: '120.5', type: 'DEPOSIT', comment: 'Card' })
    expect(status).toBe(200)
    const after = before + 12_050n
    expect(body).toEqual({
      balance: `${after / 100n}.${String(after % 100n).padStart(2, '0')}`,
      balanceHistoryId: expect.any(Number),
    })
    const { payload } = await client.next(numbers.executionEvent)
    expect(payload).toMatchObject({
      ctidTraderAccountId: ELI,
      depositWithdraw: { delta: 12_050, balance: Number(after), externalNote: 'Card' },
    })
    const trader = await client.ask(numbers.trader, { ctidTraderAccountId: ELI })
    expect(trader.payload).toMatchObject({ trader: { balance: Number(after) } })

    await post(path, { amount: '20.50', type: 'WITHDRAW' })
    const withdrawn = await client.next(numbers.executionEvent)
    expect(withdrawn.payload).toMatchObject({ depositWithdraw: { delta: -2_050 } })
    client.close()
    const { body: ledger } = await control(mock, 'GET', `/control/ledger/${ELI}`)
    expect(ledger).toMatchObject({ balance: ((Number(after) - 2_050) / 100).toFixed(2) })
  })

  test('changes once for one externalId on one account', async () => {
    const [login, other] = [await createTrader(), await createTrader()]
    const change = { amount: '33', type: 'DEPOSIT', externalId: 'payment-1' }
    const first = await post(`/webserv/traders/${login}/changebalance`, change)
    await post(`/webserv/traders/${login}/changebalance`, { amount: '30', type: 'WITHDRAW' })
    expect(await post(`/webserv/traders/${login}/changebalance`, change)).toEqual(first)
    expect((await get(`/webserv/traders/${login}`)).body).toMatchObject({ balance: '3.00' })
    for (const otherwise of [{ amount: '34' }, { type: 'WITHDRAW' }]) {
      expect(
        await post(`/webserv/traders/${login}/changebalance`, { ...change, ...otherwise }),
      ).toEqual(refusal(409, 'EXTERNAL_ID_ALREADY_USED'))
    }
    const elsewhere = await post(`/webserv/traders/${other}/changebalance`, change)
    expect(elsewhere.body).toMatchObject({ balance: '33.00' })
  })

  test('is changed once, also after a refusal of the same externalId', async () => {
    const login = await createTrader()
    const change = { amount: '5', type: 'WITHDRAW', externalId: 'payment-2' }
    const path = `/webserv/traders/${login}/changebalance`
    expect(await post(path, change)).toEqual(refusal(409, 'NOT_ENOUGH_MONEY'))
    await post(path, { amount: '10', type: 'DEPOSIT' })
    const first = await post(path, change)
    expect(await post(path, change)).toEqual(first)
    expect(first.body).toMatchObject({ balance: '5.00' })
  })

  test('is never taken below zero', async () => {
    const login = await createTrader({ balance: '10' })
    const path = `/webserv/traders/${login}/changebalance`
    expect(await post(path, { amount: '10.01', type: 'WITHDRAW' })).toEqual(
      refusal(409, 'NOT_ENOUGH_MONEY'),
    )
    expect(await post(path, { amount: '10', type: 'WITHDRAW' })).toMatchObject({
      status: 200,
      body: { balance: '0.00' },
    })
  })

  test.each([
    [400, 'CHANGE_BALANCE_BAD_AMOUNT', { amount: '0', type: 'DEPOSIT' }],
    [400, 'CHANGE_BALANCE_BAD_AMOUNT', { amount: '-5', type: 'DEPOSIT' }],
    [400, 'CHANGE_BALANCE_BAD_AMOUNT', { amount: '1.234', type: 'DEPOSIT' }],
    [400, 'CHANGE_BALANCE_BAD_AMOUNT', { amount: '1e3', type: 'DEPOSIT' }],
    [400, 'CHANGE_BALANCE_BAD_AMOUNT', { amount: '9'.repeat(30), type: 'DEPOSIT' }],
    [400, 'INVALID_REQUEST', { amount: '5', type: 'GIFT' }],
    [400, 'INVALID_REQUEST', { type: 'DEPOSIT' }],
    [400, 'INVALID_REQUEST', 'amount'],
  ])('does not change, %i %s: %j', async (status, errorCode, body) => {
    const before = mock.world.account(ELI)?.book.balanceVersion
    expect(await post(`/webserv/traders/${ELI_LOGIN}/changebalance`, body)).toEqual(
      refusal(status, errorCode),
    )
    expect(mock.world.account(ELI)?.book.balanceVersion).toBe(before)
  })

  test('of an account that is not there does not change', async () => {
    expect(
      await post('/webserv/traders/5501/changebalance', { amount: '1', type: 'DEPOSIT' }),
    ).toEqual(refusal(404, 'TRADER_NOT_FOUND'))
  })
})

describe('a hand-off token', () => {
  const path = '/ctid2/inAppToken/redeem'
  const issueSchema = z.object({ token: z.string() })

  async function handOff(persona: string, accountId: number): Promise<string> {
    const { body } = await control(mock, 'POST', '/control/hand-off-tokens', { persona, accountId })
    return issueSchema.parse(body).token
  }

  test('says once who it is', async () => {
    const handedOff = await handOff('eli', ELI)
    expect(await post(path, { token: handedOff })).toEqual({
      status: 200,
      body: { userId: ELI_CTID, email: 'eli@harbourlane.example', tradingLogin: ELI_LOGIN },
    })
    expect(await post(path, { token: handedOff })).toEqual(refusal(404, 'TOKEN_NOT_FOUND'))
    expect(mock.world.issued.all()).toContainEqual(
      expect.objectContaining({ kind: 'handOffToken', value: handedOff }),
    )
  })

  test('dies after a minute', async () => {
    const handedOff = await handOff('eli', ELI)
    mock.world.clock.advance(60_000)
    expect(await post(path, { token: handedOff })).toEqual(refusal(404, 'TOKEN_NOT_FOUND'))
  })

  test('is for the broker of the account only', async () => {
    expect(await post(path, { token: await handOff('ana', ANA_DEMO) })).toEqual(
      refusal(403, 'NOT_ENOUGH_RIGHTS'),
    )
  })

  test.each([
    [400, 'no JSON'],
    [400, { persona: 'eli' }],
    [404, { persona: 'nobody', accountId: ELI }],
    [404, { persona: 'eli', accountId: ANA_DEMO }],
  ])('is not made for an unusable order: %i %j', async (status, order) => {
    expect((await control(mock, 'POST', '/control/hand-off-tokens', order)).status).toBe(status)
  })
})

const calls = [
  ['POST', '/webserv/managers/token'],
  ['POST', '/oauth2/ctid/create'],
  ['PUT', '/oauth2/ctid/acceptAgreement'],
  ['PUT', '/oauth2/ctid/referral'],
  ['POST', '/webserv/traders'],
  ['POST', '/ctid/link'],
  ['POST', `/webserv/traders/${ELI_LOGIN}/changebalance`],
  ['POST', '/ctid2/inAppToken/redeem'],
] as const
const refusalSchema = z.strictObject({ errorCode: z.string(), description: z.string() })

test('whatever the body, the answer is a documented one', async () => {
  const keys = [
    ...Object.keys(newTrader()),
    ...Object.keys(newLink({})),
    ...['login', 'email', 'userId', 'partnerId', 'amount', 'type', 'token', '__proto__'],
  ]
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()).map((body) => JSON.stringify(body)),
  )
  const type = fc.constantFrom('application/json', 'application/json; charset=utf-8', 'text/plain')
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...calls), type, text, async ([method, path], type, text) => {
      const { status, body } = await callBackend(mock, method, path, { token, raw: { type, text } })
      if (status === 200) return
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
      expect(() => refusalSchema.parse(body)).not.toThrow()
    }),
    { numRuns: 300 },
  )
})

test('a whole body of another kind is refused', async () => {
  for (const [method, path] of calls) {
    for (const raw of [
      { type: 'text/plain', text: '{}' },
      { type: 'application/json', text: '{"login":' },
      { type: 'application/json', text: '[]' },
      { type: 'application/json', text: '' },
    ]) {
      expect(await callBackend(mock, method, path, { token, raw })).toEqual(
        refusal(400, 'INVALID_REQUEST'),
      )
    }
  }
})
