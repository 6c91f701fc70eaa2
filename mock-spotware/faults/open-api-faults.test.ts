import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { connect } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { MockSpotware } from '@/mock-spotware/start'
import { JsonClient, numbers } from '@/mock-spotware/testing/json-client'
import { decodeFields, encodeFields } from '@/mock-spotware/testing/protobuf-bytes'
import {
  ANA_DEMO,
  ANA_SWAP_FREE,
  control,
  grantTo,
  startTestMock,
} from '@/mock-spotware/testing/start-test-mock'

const TRADER = 'ProtoOATraderReq'
const TRADER_RESPONSE = 2122
const account = { ctidTraderAccountId: ANA_DEMO }

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

async function order(fault: Record<string, unknown>) {
  const { status, body } = await control(mock, 'POST', '/control/faults', {
    endpoint: TRADER,
    ...fault,
  })
  expect(status, JSON.stringify(body)).toBe(201)
}

async function connected() {
  const client = await JsonClient.authenticated(mock, 'demo')
  clients.push(client)
  return client
}

/** With Ana's demo accounts. */
async function authorised() {
  const { accessToken, refreshToken } = await grantTo(mock, 'ana')
  const client = await connected()
  for (const ctidTraderAccountId of [ANA_DEMO, ANA_SWAP_FREE]) {
    await client.ask(numbers.accountAuth, { ctidTraderAccountId, accessToken })
  }
  return { client, accessToken, refreshToken }
}

/** Raw TCP; everything that comes back after the first request until the line ends. */
async function tcpAnswer(): Promise<Buffer> {
  const ca = readFileSync(mock.caFile)
  const socket = connect({ host: '127.0.0.1', port: mock.ports.demo, ca })
  await once(socket, 'secureConnect')
  socket.write(tcpFrame(2104, []))
  return buffer(socket)
}

function tcpFrame(payloadType: number, fields: [number, string][]): Buffer {
  const frame = encodeFields([
    [1, payloadType],
    [2, encodeFields(fields)],
    [3, 'id-1'],
  ])
  const prefix = Buffer.alloc(4)
  prefix.writeUInt32BE(frame.length)
  return Buffer.concat([prefix, frame])
}

test('delay: other answers overtake the late one', async () => {
  const { client } = await authorised()
  await order({ kind: 'delay', ms: 300 })
  const arrived: string[] = []
  await Promise.all([
    client.ask(numbers.trader, account).then(() => arrived.push('late')),
    client.ask(numbers.version).then(() => arrived.push('prompt')),
  ])
  expect(arrived).toEqual(['prompt', 'late'])
})

test('delay: clearing it lets the answer go at once', async () => {
  const { client } = await authorised()
  await order({ kind: 'delay', ms: 600_000 })
  const answer = client.ask(numbers.trader, account)
  await expect.poll(() => mock.world.faults.list()[0]?.waiting).toBe(1)
  mock.world.faults.clear()
  expect((await answer).payloadType).toBe(TRADER_RESPONSE)
})

test.each(['delay', 'outOfOrder'])(
  '%s: an answer about an account whose session ended meanwhile is not delivered',
  async (kind) => {
    const { client } = await authorised()
    await order({ kind, ...(kind === 'delay' && { ms: 600_000 }) })
    const late: unknown[] = []
    void client.ask(numbers.trader, account).then((frame) => late.push(frame))
    await expect
      .poll(() => mock.world.requests.all().at(-1))
      .toMatchObject({ payloadType: numbers.trader, status: 'ok' })
    await control(mock, 'POST', '/control/grants/ana/revoke')
    await client.next(numbers.tokenInvalidatedEvent)
    mock.world.faults.clear()
    // whatever was held back has gone out before the second answer, if at all
    expect(await client.outcome(numbers.version)).toBe('ok')
    expect(await client.outcome(numbers.version)).toBe('ok')
    expect(late).toEqual([])
  },
)

describe('refusals', () => {
  test('error: with everything an error can carry, and nothing is carried out', async () => {
    const { client, refreshToken } = await authorised()
    await order({
      endpoint: 'ProtoOARefreshTokenReq',
      kind: 'error',
      errorCode: 'CH_SERVER_NOT_REACHABLE',
      description: 'Not now',
      retryAfter: 7,
      maintenanceEndAt: '2031-05-06T07:08:09Z',
      times: 1,
    })
    const refused = await client.ask(numbers.refreshToken, { refreshToken })
    expect(refused.payloadType).toBe(numbers.error)
    expect(refused.payload).toEqual({
      errorCode: 'CH_SERVER_NOT_REACHABLE',
      description: 'Not now',
      retryAfter: 7,
      maintenanceEndTimestamp: Date.UTC(2031, 4, 6, 7, 8, 9) / 1_000,
    })
    expect(await client.outcome(numbers.refreshToken, { refreshToken })).toBe('ok')
  })

  test('maintenance: in seconds or in milliseconds, and over when the clock has passed it', async () => {
    const { client } = await authorised()
    const endsAt = new Date(Math.ceil(mock.world.clock.now() / 1_000) * 1_000 + 900_000)
    const maintenance = {
      endpoint: 'open-api *',
      kind: 'maintenance',
      endsAt: endsAt.toISOString(),
    }
    await order({ ...maintenance, times: 1 })
    await order({ ...maintenance, form: 'ProtoErrorRes' })
    expect(await client.ask(numbers.trader, account)).toMatchObject({
      payloadType: numbers.error,
      payload: {
        ...account,
        errorCode: 'SERVER_IS_UNDER_MAINTENANCE',
        maintenanceEndTimestamp: endsAt.getTime() / 1_000,
      },
    })
    expect(await client.ask(numbers.version)).toMatchObject({
      payloadType: numbers.commonError,
      payload: { maintenanceEndTimestamp: endsAt.getTime() },
    })
    await control(mock, 'POST', '/control/clock', { advance: '16m' })
    expect(await client.outcome(numbers.version)).toBe('ok')
  })

  test.each([[undefined], [30]])('blocked: retryAfter %s', async (retryAfter) => {
    const { client } = await authorised()
    await order({ kind: 'blocked', retryAfter })
    const { payload } = await client.ask(numbers.trader, account)
    expect(payload.errorCode).toBe('BLOCKED_PAYLOAD_TYPE')
    expect(payload.retryAfter).toBe(retryAfter)
  })
})

describe('lost lines', () => {
  test('dropBefore: the connection ends and nothing happened', async () => {
    const { client, refreshToken } = await authorised()
    await order({ endpoint: 'ProtoOARefreshTokenReq', kind: 'dropBefore', times: 1 })
    void client.ask(numbers.refreshToken, { refreshToken })
    await client.closed
    const again = await connected()
    expect(await again.outcome(numbers.refreshToken, { refreshToken })).toBe('ok')
  })

  test('dropAfter: the connection ends, but the token was rotated', async () => {
    const { client, refreshToken } = await authorised()
    await order({ endpoint: 'ProtoOARefreshTokenReq', kind: 'dropAfter', times: 1 })
    void client.ask(numbers.refreshToken, { refreshToken })
    await client.closed
    expect(mock.world.requests.all().at(-1)).toMatchObject({ status: 'ok', fault: 'dropAfter-1' })
    const again = await connected()
    expect(await again.outcome(numbers.refreshToken, { refreshToken })).not.toBe('ok')
  })

  test('halfOpen: no answer, no event, no heartbeat, no pong, and no end either', async () => {
    await control(mock, 'POST', '/control/behaviour', { heartbeatSeconds: 0.05, idleSeconds: 0.2 })
    const { accessToken } = await grantTo(mock, 'ana')
    await order({ endpoint: 'ProtoOAVersionReq', kind: 'halfOpen' })
    const socket = new WebSocket(mock.demoJsonUrl, { ca: readFileSync(mock.caFile) })
    await once(socket, 'open')
    const say = (payloadType: number, payload: object = {}) =>
      socket.send(JSON.stringify({ payloadType, payload }))
    say(numbers.applicationAuth, { clientId: mock.clientId, clientSecret: mock.clientSecret })
    say(numbers.accountAuth, { ...account, accessToken })
    await expect
      .poll(() => mock.world.requests.all().filter(({ kind }) => kind === 'open-api').length)
      .toBe(2)
    say(numbers.version)
    await expect.poll(() => mock.world.faults.list()[0]?.hits).toBe(1)
    const heard: string[] = []
    for (const event of ['message', 'pong', 'close']) socket.on(event, () => heard.push(event))
    socket.ping()
    say(numbers.trader, account)
    await control(mock, 'POST', '/control/cash', { accountId: ANA_DEMO, amount: '1' })
    // another client lives through many heartbeats and the idle time of the silent one
    const witness = await connected()
    for (let beats = 0; beats < 8; beats += 1) {
      witness.sendRaw(JSON.stringify({ payloadType: numbers.heartbeat, payload: {} }))
      await witness.next(numbers.heartbeat)
    }
    expect(heard).toEqual([])
    expect(mock.world.requests.all().at(2)).toMatchObject({ status: 'not answered' })
    socket.terminate()
  })

  test('a new connection is silent: no answer, no heartbeat, no pong, and no end either', async () => {
    await control(mock, 'POST', '/control/behaviour', { heartbeatSeconds: 0.05, idleSeconds: 0.2 })
    await order({ endpoint: 'open-api connect', kind: 'halfOpen', times: 1 })
    const socket = new WebSocket(mock.demoJsonUrl, { ca: readFileSync(mock.caFile) })
    const heard: string[] = []
    for (const event of ['message', 'pong', 'close']) socket.on(event, () => heard.push(event))
    await once(socket, 'open')
    socket.ping()
    socket.send(JSON.stringify({ payloadType: numbers.version, payload: {} }))
    // another client lives through many heartbeats and the idle time of the silent one
    const witness = await connected()
    for (let beats = 0; beats < 8; beats += 1) {
      witness.sendRaw(JSON.stringify({ payloadType: numbers.heartbeat, payload: {} }))
      await witness.next(numbers.heartbeat)
    }
    expect(heard).toEqual([])
    expect(mock.world.requests.all().filter(({ kind }) => kind === 'open-api')).toHaveLength(1)
    socket.terminate()
  })

  test('a new connection is dropped or met with garbage', async () => {
    await order({ endpoint: 'open-api connect', kind: 'dropBefore', times: 1 })
    await order({ endpoint: 'open-api connect', kind: 'malformedFrame', times: 1 })
    const dropped = await JsonClient.connect(mock, 'demo')
    await dropped.closed
    const socket = new WebSocket(mock.demoJsonUrl, { ca: readFileSync(mock.caFile) })
    const [garbage] = await once(socket, 'message')
    expect(() => JSON.parse(String(garbage))).toThrow(SyntaxError)
    socket.terminate()
    expect(await (await connected()).outcome(numbers.version)).toBe('ok')
  })
})

describe('broken frames', () => {
  test('truncatedFrame over TCP: the prefix promises more than arrives', async () => {
    await order({ endpoint: 'ProtoOAVersionReq', kind: 'truncatedFrame' })
    const bytes = await tcpAnswer()
    expect(bytes.length).toBeGreaterThan(4)
    expect(bytes.readUInt32BE(0)).toBeGreaterThan(bytes.length - 4)
  })

  test('truncatedFrame over WebSocket: no message arrives, the line ends uncleanly', async () => {
    await order({ endpoint: 'ProtoOAVersionReq', kind: 'truncatedFrame' })
    const socket = new WebSocket(mock.demoJsonUrl, { ca: readFileSync(mock.caFile) })
    await once(socket, 'open')
    const messages: unknown[] = []
    socket.on('message', (message) => messages.push(message))
    socket.send(JSON.stringify({ payloadType: numbers.version, payload: {} }))
    const [code] = await once(socket, 'close')
    expect([code, messages]).toEqual([1006, []])
  })

  test('malformedFrame: text that is no JSON, and the connection goes on', async () => {
    await order({ endpoint: 'ProtoOAVersionReq', kind: 'malformedFrame', times: 1 })
    const socket = new WebSocket(mock.demoJsonUrl, { ca: readFileSync(mock.caFile) })
    await once(socket, 'open')
    const ask = async () => {
      socket.send(JSON.stringify({ payloadType: numbers.version, payload: {} }))
      return String((await once(socket, 'message'))[0])
    }
    const garbage = await ask()
    expect(() => JSON.parse(garbage)).toThrow(SyntaxError)
    expect(JSON.parse(await ask())).toMatchObject({ payloadType: numbers.error })
    socket.terminate()
  })

  test('malformedFrame over TCP: a whole frame that is no message', async () => {
    await order({ endpoint: 'ProtoOAVersionReq', kind: 'malformedFrame', times: 1 })
    const ca = readFileSync(mock.caFile)
    const socket = connect({ host: '127.0.0.1', port: mock.ports.demo, ca })
    await once(socket, 'secureConnect')
    socket.write(tcpFrame(2104, []))
    const [bytes] = await once(socket, 'data')
    socket.destroy()
    expect(bytes.readUInt32BE(0)).toBe(bytes.length - 4)
    expect(() => decodeFields(bytes.subarray(4))).toThrow()
  })
})

test('duplicate: the same answer twice', async () => {
  const { client } = await authorised()
  await order({ kind: 'duplicate', times: 1 })
  const answer = await client.ask(numbers.trader, account)
  expect(await client.next(TRADER_RESPONSE)).toEqual(answer)
})

test('outOfOrder: the next answer comes first; alone it comes all the same', async () => {
  const { client } = await authorised()
  await order({ kind: 'outOfOrder', times: 2 })
  const arrived: string[] = []
  await Promise.all([
    client.ask(numbers.trader, account).then(() => arrived.push('first')),
    client.ask(numbers.version).then(() => arrived.push('second')),
  ])
  expect(arrived).toEqual(['second', 'first'])
  expect((await client.ask(numbers.trader, account)).payloadType).toBe(TRADER_RESPONSE)
})

test('only requests of one account, or of one side', async () => {
  const { client } = await authorised()
  await order({ kind: 'blocked', accountId: ANA_SWAP_FREE })
  await order({ endpoint: 'ProtoOAVersionReq', kind: 'blocked', environment: 'live' })
  expect(await client.outcome(numbers.trader, account)).toBe('ok')
  const other = { ctidTraderAccountId: ANA_SWAP_FREE }
  expect(await client.outcome(numbers.trader, other)).toBe('BLOCKED_PAYLOAD_TYPE')
  expect(await client.outcome(numbers.version)).toBe('ok')
  const live = await JsonClient.authenticated(mock, 'live')
  clients.push(live)
  expect(await live.outcome(numbers.version)).toBe('BLOCKED_PAYLOAD_TYPE')
})

describe('events', () => {
  async function provoke(event: Record<string, unknown>) {
    return control(mock, 'POST', '/control/events', event)
  }

  test('tokenInvalidated: the sessions end, the token opens them again', async () => {
    const { client, accessToken } = await authorised()
    const told = await provoke({ kind: 'tokenInvalidated', persona: 'ana', reason: 'A test' })
    expect(told.body).toMatchObject({ connections: 1, accounts: [ANA_DEMO, ANA_SWAP_FREE] })
    expect((await client.next(numbers.tokenInvalidatedEvent)).payload).toEqual({
      ctidTraderAccountIds: [ANA_DEMO, ANA_SWAP_FREE],
      reason: 'A test',
    })
    expect(await client.outcome(numbers.trader, account)).toBe('ACCOUNT_NOT_AUTHORIZED')
    expect(await client.outcome(numbers.accountAuth, { ...account, accessToken })).toBe('ok')
  })

  test('clientDisconnect: says why and closes', async () => {
    const { client } = await authorised()
    await provoke({ kind: 'clientDisconnect', reason: 'Out of service' })
    const { payload } = await client.next(numbers.clientDisconnectEvent)
    expect(payload).toEqual({ reason: 'Out of service' })
    await client.closed
  })

  test('accountDisconnect ends the session of that account only', async () => {
    const { client } = await authorised()
    await provoke({ kind: 'accountDisconnect', accountId: ANA_DEMO })
    expect((await client.next(numbers.accountDisconnectEvent)).payload).toEqual(account)
    expect(await client.outcome(numbers.trader, account)).toBe('ACCOUNT_NOT_AUTHORIZED')
    const other = { ctidTraderAccountId: ANA_SWAP_FREE }
    expect(await client.outcome(numbers.trader, other)).toBe('ok')
  })

  test('spuriousAccountDisconnect: the session goes on working', async () => {
    const { client } = await authorised()
    await provoke({ kind: 'spuriousAccountDisconnect', accountId: ANA_DEMO })
    expect((await client.next(numbers.accountDisconnectEvent)).payload).toEqual(account)
    expect(await client.outcome(numbers.trader, account)).toBe('ok')
  })

  test.each([
    [{ kind: 'nothing' }, 400],
    [{ kind: 'accountDisconnect', accountId: 1 }, 404],
    [{ kind: 'accountDisconnect', persona: 'zoe' }, 404],
    [{ kind: 'accountDisconnect', persona: 'ana', accountId: ANA_DEMO }, 400],
  ])('%j is refused', async (event, status) => {
    expect((await provoke(event)).status).toBe(status)
  })
})
