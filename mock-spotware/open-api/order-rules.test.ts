import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { MockSpotware } from '@/mock-spotware/start'
import { JsonClient, numbers } from '@/mock-spotware/testing/json-client'
import {
  ANA_DEMO,
  ANA_LIVE,
  BEN,
  control,
  GUS,
  grantTo,
  startTestMock,
} from '@/mock-spotware/testing/start-test-mock'

let mock: MockSpotware
const clients: JsonClient[] = []

beforeAll(async () => {
  mock = await startTestMock()
})
afterAll(() => mock.close())
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await control(mock, 'POST', '/control/reset')
})

async function demoClient() {
  const client = await JsonClient.authenticated(mock, 'demo')
  clients.push(client)
  return client
}

async function strangerClient() {
  const client = await JsonClient.connect(mock, 'demo')
  clients.push(client)
  return client
}

describe('application', () => {
  test('anything before ApplicationAuth is refused', async () => {
    const client = await strangerClient()
    expect(await client.outcome(numbers.version)).toBe('CH_CLIENT_NOT_AUTHENTICATED')
    expect(await client.outcome(numbers.trader, { ctidTraderAccountId: ANA_DEMO })).toBe(
      'CH_CLIENT_NOT_AUTHENTICATED',
    )
    expect(await client.outcome(numbers.accountList, { accessToken: 'x' })).toBe(
      'CH_CLIENT_NOT_AUTHENTICATED',
    )
  })

  test('a wrong secret, an unknown client and an inactive application are told apart', async () => {
    const client = await strangerClient()
    const { clientId, clientSecret } = mock
    expect(await client.outcome(numbers.applicationAuth, { clientId, clientSecret: 'wrong' })).toBe(
      'CH_CLIENT_AUTH_FAILURE',
    )
    expect(
      await client.outcome(numbers.applicationAuth, { clientId: '9_nobody', clientSecret }),
    ).toBe('CH_OA_CLIENT_NOT_FOUND')
    const malformed = await client.ask(numbers.applicationAuth, { clientId: 'x', clientSecret })
    expect(malformed.payload).toEqual({
      errorCode: 'CH_CLIENT_AUTH_FAILURE',
      description: 'wrong random id',
    })
    await control(mock, 'POST', '/control/application', { active: false })
    const refusal = await client.ask(numbers.applicationAuth, { clientId, clientSecret })
    expect(refusal.payload).toEqual({
      errorCode: 'CH_CLIENT_AUTH_FAILURE',
      description: 'OA client is not in active state',
    })
  })

  test('a second ApplicationAuth is refused and changes nothing', async () => {
    const client = await demoClient()
    const { clientId, clientSecret } = mock
    expect(await client.outcome(numbers.applicationAuth, { clientId, clientSecret })).toBe(
      'CH_CLIENT_ALREADY_AUTHENTICATED',
    )
    expect(await client.outcome(numbers.version)).toBe('ok')
  })

  test('connections of the application are counted', async () => {
    await control(mock, 'POST', '/control/behaviour', { connectionLimit: 1 })
    await demoClient()
    const second = await strangerClient()
    const { clientId, clientSecret } = mock
    expect(await second.outcome(numbers.applicationAuth, { clientId, clientSecret })).toBe(
      'CONNECTIONS_LIMIT_EXCEEDED',
    )
  })
})

describe('tokens and accounts', () => {
  test('the account list holds live and demo accounts on either host', async () => {
    const { accessToken } = await grantTo(mock, 'ana')
    const demo = await (await demoClient()).ask(numbers.accountList, { accessToken })
    const live = await JsonClient.authenticated(mock, 'live')
    clients.push(live)
    expect((await live.ask(numbers.accountList, { accessToken })).payload).toEqual(demo.payload)
    expect(demo.payload.permissionScope).toBe(0)
    expect(demo.payload.ctidTraderAccount).toMatchObject([
      { ctidTraderAccountId: ANA_LIVE, isLive: true, traderLogin: 2101 },
      { isLive: false, brokerTitleShort: 'Pepperwood Markets' },
      { isLive: false, brokerTitleShort: 'Northgate FX' },
    ])
  })

  test('the list of a grant without accounts leaves the field out', async () => {
    const { accessToken } = await grantTo(mock, 'cho')
    const list = await (await demoClient()).ask(numbers.accountList, { accessToken })
    expect(list.payload).toEqual({ accessToken, permissionScope: 0 })
  })

  test('a grant to gus allows trading although only viewing was asked for', async () => {
    const { accessToken } = await grantTo(mock, 'gus')
    const client = await demoClient()
    const list = await client.ask(numbers.accountList, { accessToken })
    expect(list.payload.permissionScope).toBe(1)
    const auth = { ctidTraderAccountId: GUS, accessToken }
    expect(await client.outcome(numbers.accountAuth, auth)).toBe('ok')
  })

  test('the profile carries the number of the person and nothing else', async () => {
    const { accessToken } = await grantTo(mock, 'ben')
    const answer = await (await demoClient()).ask(numbers.profile, { accessToken })
    expect(answer.payload).toEqual({ profile: { userId: 4_410_002 } })
  })

  test('an account needs its own session, and only once', async () => {
    const { accessToken } = await grantTo(mock, 'ana')
    const client = await demoClient()
    const account = { ctidTraderAccountId: ANA_DEMO }
    expect(await client.outcome(numbers.trader, account)).toBe('ACCOUNT_NOT_AUTHORIZED')
    expect(await client.outcome(numbers.accountAuth, { ...account, accessToken })).toBe('ok')
    expect(await client.outcome(numbers.trader, account)).toBe('ok')
    expect(await client.outcome(numbers.accountAuth, { ...account, accessToken })).toBe(
      'ALREADY_LOGGED_IN',
    )
  })

  test('a live account cannot be reached through the demo host, nor one outside the grant', async () => {
    const { accessToken } = await grantTo(mock, 'ana', [ANA_LIVE])
    const client = await demoClient()
    const outcome = (ctidTraderAccountId: number) =>
      client.outcome(numbers.accountAuth, { ctidTraderAccountId, accessToken })
    expect(await outcome(ANA_LIVE)).toBe('CANT_ROUTE_REQUEST')
    expect(await outcome(ANA_DEMO)).toBe('CH_CTID_TRADER_ACCOUNT_NOT_FOUND')
    expect(await outcome(BEN)).toBe('CH_CTID_TRADER_ACCOUNT_NOT_FOUND')
  })

  test('an expired token is told apart from a dead one, also within a session', async () => {
    const { accessToken } = await grantTo(mock, 'ana')
    const client = await demoClient()
    const account = { ctidTraderAccountId: ANA_DEMO }
    await client.ask(numbers.accountAuth, { ...account, accessToken })
    mock.world.clock.advance(2_628_000_000)
    expect(await client.outcome(numbers.trader, account)).toBe('OA_AUTH_TOKEN_EXPIRED')
    expect(await client.outcome(numbers.accountList, { accessToken })).toBe('OA_AUTH_TOKEN_EXPIRED')
    expect(await client.outcome(numbers.accountList, { accessToken: 'made up' })).toBe(
      'CH_ACCESS_TOKEN_INVALID',
    )
  })

  test('logout answers first, then the session ends', async () => {
    const { accessToken } = await grantTo(mock, 'ana')
    const client = await demoClient()
    const account = { ctidTraderAccountId: ANA_DEMO }
    await client.ask(numbers.accountAuth, { ...account, accessToken })
    expect((await client.ask(numbers.accountLogout, account)).payloadType).toBe(2163)
    expect((await client.next(numbers.accountDisconnectEvent)).payload).toEqual(account)
    expect(await client.outcome(numbers.trader, account)).toBe('ACCOUNT_NOT_AUTHORIZED')
  })

  test('a refresh over the socket rotates the pair and ends the sessions of the old one', async () => {
    const { accessToken, refreshToken } = await grantTo(mock, 'ana')
    const [reader, refresher] = [await demoClient(), await demoClient()]
    const account = { ctidTraderAccountId: ANA_DEMO }
    await reader.ask(numbers.accountAuth, { ...account, accessToken })
    const fresh = await refresher.ask(numbers.refreshToken, { refreshToken })
    expect(fresh.payload).toMatchObject({ tokenType: 'bearer', expiresIn: 2_628_000 })
    expect((await reader.next(numbers.tokenInvalidatedEvent)).payload).toEqual({
      ctidTraderAccountIds: [ANA_DEMO],
      reason: 'Access token was refreshed',
    })
    expect(await reader.outcome(numbers.trader, account)).toBe('ACCOUNT_NOT_AUTHORIZED')
    expect(await refresher.outcome(numbers.refreshToken, { refreshToken })).toBe(
      'CH_ACCESS_TOKEN_INVALID',
    )
    const next = { ...account, accessToken: fresh.payload.accessToken }
    expect(await reader.outcome(numbers.accountAuth, next)).toBe('ok')
  })

  test('revoking a grant ends its sessions', async () => {
    const { accessToken } = await grantTo(mock, 'ana')
    const client = await demoClient()
    await client.ask(numbers.accountAuth, { ctidTraderAccountId: ANA_DEMO, accessToken })
    await control(mock, 'POST', '/control/grants/4410001/revoke')
    expect((await client.next(numbers.tokenInvalidatedEvent)).payload.reason).toBe(
      'Access was revoked',
    )
    expect(await client.outcome(numbers.accountList, { accessToken })).toBe(
      'CH_ACCESS_TOKEN_INVALID',
    )
  })
})

describe('what is not served', () => {
  test('trading is refused and counted', async () => {
    const client = await demoClient()
    expect(await client.outcome(numbers.newOrder, { ctidTraderAccountId: ANA_DEMO })).toBe(
      'TRADING_NOT_ALLOWED',
    )
    const { body } = await control(mock, 'GET', '/control/violations')
    expect(body).toMatchObject({ count: 1, violations: [{ kind: 'tradingRequest' }] })
  })

  test('an unknown payload type and a bad payload are answered with their request id', async () => {
    const client = await demoClient()
    const unknown = await client.ask(9_999)
    expect(unknown).toMatchObject({
      payloadType: numbers.commonError,
      payload: { errorCode: 'UNSUPPORTED_MESSAGE' },
    })
    expect(await client.outcome(numbers.accountList, {})).toBe('INVALID_REQUEST')
    expect(await client.outcome(numbers.trader, { ctidTraderAccountId: 'x' })).toBe(
      'INVALID_REQUEST',
    )
  })

  test('what is no envelope is answered, and the line stays usable', async () => {
    const client = await demoClient()
    for (const text of ['{', '[]', 'null', '"x"', '{"payloadType":"2104"}', '\u0000']) {
      client.sendRaw(text)
      expect((await client.next(numbers.error)).payload.errorCode).toBe('INVALID_REQUEST')
    }
    expect(await client.outcome(numbers.version)).toBe('ok')
  })
})
