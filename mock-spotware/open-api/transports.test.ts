import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { MockSpotware } from '@/mock-spotware/start'
import { JsonClient, numbers } from '@/mock-spotware/testing/json-client'
import { decodeFields, type FieldValue } from '@/mock-spotware/testing/protobuf-bytes'
import { ANA_DEMO, control, grantTo, startTestMock } from '@/mock-spotware/testing/start-test-mock'
import { tcpClient as connectTcp, envelope, withPrefix } from '@/mock-spotware/testing/tcp-client'

let mock: MockSpotware

beforeEach(async () => {
  mock = await startTestMock()
})
afterEach(() => mock.close())

function applicationAuth(): Buffer {
  return envelope(2100, [
    [2, mock.clientId],
    [3, mock.clientSecret],
  ])
}

/** The payload's fields of a frame, after checking type and request id. */
function open(frame: Buffer, payloadType: number, id = 'id-1') {
  const fields = decodeFields(frame)
  expect(fields.get(1)).toEqual([BigInt(payloadType)])
  expect(String(fields.get(3)?.[0])).toBe(id)
  return decodeFields(Buffer.from(fields.get(2)?.[0] as Buffer))
}

const tcpClient = () => connectTcp(mock)

async function webSocketClient() {
  const socket = new WebSocket(mock.demoUrl, { ca: readFileSync(mock.caFile) })
  await once(socket, 'open')
  return { socket, read: async () => Buffer.from((await once(socket, 'message'))[0]) }
}

describe('protobuf', () => {
  test('over WebSocket: one binary frame is one message', async () => {
    const { socket, read } = await webSocketClient()
    socket.send(applicationAuth())
    open(await read(), 2101)
    const { accessToken } = await grantTo(mock, 'ana')
    socket.send(envelope(2149, [[2, accessToken]], 'id-2'))
    const list = open(await read(), 2150, 'id-2')
    expect(String(list.get(2)?.[0])).toBe(accessToken)
    expect(list.get(3)).toEqual([0n])
    expect(list.get(4)).toHaveLength(3)
    socket.terminate()
  })

  test('over raw TCP: a length in front, however the bytes are cut', async () => {
    const { socket, read } = await tcpClient()
    for (const byte of withPrefix(applicationAuth())) socket.write(Buffer.of(byte))
    open(await read(), 2101)
    socket.write(
      Buffer.concat([withPrefix(envelope(2104, [], 'a')), withPrefix(envelope(2104, [], 'b'))]),
    )
    open(await read(), 2105, 'a')
    open(await read(), 2105, 'b')
    socket.destroy()
  })

  test('deals carry the field numbers of the reference', async () => {
    await control(mock, 'POST', '/control/behaviour', { historyWindow: 'any', chunkSize: 9_999 })
    const { accessToken } = await grantTo(mock, 'ana')
    const { socket, read } = await tcpClient()
    socket.write(withPrefix(applicationAuth()))
    await read()
    const auth: [number, FieldValue][] = [
      [2, ANA_DEMO],
      [3, accessToken],
    ]
    socket.write(withPrefix(envelope(2102, auth)))
    open(await read(), 2103)
    const window: [number, FieldValue][] = [
      [2, ANA_DEMO],
      [3, 0],
      [4, Date.now()],
    ]
    socket.write(withPrefix(envelope(2133, window)))
    const answer = open(await read(), 2134)
    socket.destroy()

    expect(answer.get(4)).toEqual([0n])
    const deals = (answer.get(3) ?? []).map((bytes) => decodeFields(bytes as Buffer))
    const truth = mock.world.account(ANA_DEMO)?.book.deals ?? []
    expect(deals).toHaveLength(truth.length)
    for (const [index, deal] of deals.entries()) {
      const known = truth[index]
      expect(deal.get(1)).toEqual([BigInt(known?.dealId ?? 0)])
      expect(deal.get(3)).toEqual([BigInt(known?.positionId ?? 0)])
      expect(deal.get(5)).toEqual([known?.filledVolume])
      expect(deal.get(8)).toEqual([BigInt(known?.executedAt ?? 0)])
      expect(deal.get(10)).toEqual(known?.price === undefined ? undefined : [known.price])
      expect(deal.get(11)).toEqual([known?.side === 'BUY' ? 1n : 2n])
      expect(deal.get(14)).toEqual([known?.commission])
      const detail = deal.get(16)?.[0]
      const close = detail === undefined ? undefined : decodeFields(detail as Buffer)
      expect(close?.get(2)).toEqual(known?.close && [known.close.grossProfit])
      expect(close?.get(5)).toEqual(known?.close && [known.close.balance])
      expect(close?.get(9)).toEqual(known?.close && [2n])
    }
  })

  test('a frame that is no message is answered; the line stays usable', async () => {
    const { socket, read } = await tcpClient()
    socket.write(withPrefix(Buffer.from([0xff, 0xff, 0xff])))
    const refusal = decodeFields(await read())
    expect(refusal.get(1)).toEqual([2142n])
    socket.write(withPrefix(envelope(2100, [[2, mock.clientId]])))
    expect(String(open(await read(), 2142).get(3)?.[0])).toBe('INVALID_REQUEST')
    socket.write(withPrefix(applicationAuth()))
    open(await read(), 2101)
    socket.destroy()
  })

  test('a frame that announces too much is refused and the line is closed', async () => {
    const { socket, read } = await tcpClient()
    socket.write(Buffer.from([0x7f, 0xff, 0xff, 0xff, 1, 2, 3]))
    const refusal = decodeFields(await read())
    expect(refusal.get(1)).toEqual([50n])
    expect(String(decodeFields(refusal.get(2)?.[0] as Buffer).get(2)?.[0])).toBe('FRAME_TOO_LONG')
    await once(socket, 'close')
  })
})

describe('keeping the line', () => {
  test('a silent client is told why and disconnected', async () => {
    await control(mock, 'POST', '/control/behaviour', { idleSeconds: 0.2 })
    const client = await JsonClient.authenticated(mock, 'demo')
    const goodbye = await client.next(numbers.clientDisconnectEvent)
    expect(goodbye.payload.reason).toBe('No heartbeat')
    await client.closed
  })

  test('heartbeats keep the line open and come from the server too', async () => {
    await control(mock, 'POST', '/control/behaviour', { idleSeconds: 0.5, heartbeatSeconds: 0.1 })
    const client = await JsonClient.authenticated(mock, 'demo')
    for (let beat = 0; beat < 10; beat += 1) {
      await client.next(numbers.heartbeat)
      client.sendRaw(JSON.stringify({ payloadType: numbers.heartbeat, payload: {} }))
    }
    expect(await client.outcome(numbers.version)).toBe('ok')
    client.close()
  })
})

test('JSON and protobuf give the same answers', async () => {
  const { accessToken } = await grantTo(mock, 'ana')
  const json = await JsonClient.authenticated(mock, 'demo')
  await json.ask(numbers.accountAuth, { ctidTraderAccountId: ANA_DEMO, accessToken })
  const fromJson = await json.ask(numbers.trader, { ctidTraderAccountId: ANA_DEMO })
  json.close()

  const { socket, read } = await webSocketClient()
  const frames = [
    applicationAuth(),
    envelope(2102, [
      [2, ANA_DEMO],
      [3, accessToken],
    ]),
    envelope(2121, [[2, ANA_DEMO]]),
  ]
  let last = Buffer.alloc(0)
  for (const frame of frames) {
    socket.send(frame)
    last = await read()
  }
  socket.terminate()
  const trader = decodeFields(open(last, 2122).get(3)?.[0] as Buffer)
  expect(fromJson.payload.trader).toMatchObject({
    balance: Number(trader.get(2)?.[0]),
    balanceVersion: Number(trader.get(3)?.[0]),
    depositAssetId: Number(trader.get(8)?.[0]),
    leverageInCents: Number(trader.get(10)?.[0]),
    traderLogin: Number(trader.get(14)?.[0]),
    registrationTimestamp: Number(trader.get(17)?.[0]),
    moneyDigits: Number(trader.get(20)?.[0]),
  })
})
