import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { MockSpotware } from '@/mock-spotware/start'
import { JsonClient, numbers } from '@/mock-spotware/testing/json-client'
import { decodeFields } from '@/mock-spotware/testing/protobuf-bytes'
import { control, startTestMock } from '@/mock-spotware/testing/start-test-mock'
import { envelope, tcpClient, withPrefix } from '@/mock-spotware/testing/tcp-client'
import { LengthPrefixedFrames } from './length-prefixed-frames'

let mock: MockSpotware

beforeEach(async () => {
  mock = await startTestMock()
})
afterEach(() => mock.close())

function applicationAuth(): Buffer {
  const fields = [
    [2, mock.clientId],
    [3, mock.clientSecret],
  ] satisfies [number, string][]
  return withPrefix(envelope(2100, fields))
}

function payloadType(frame: Buffer): unknown {
  return decodeFields(frame).get(1)?.[0]
}

async function setBehaviour(change: Record<string, unknown>) {
  expect((await control(mock, 'POST', '/control/behaviour', change)).status).toBe(200)
}

describe('a frame that is too long', () => {
  test('is refused on a raw line by its announced length, whatever still follows', async () => {
    const { socket, read } = await tcpClient(mock)
    const frame = withPrefix(Buffer.alloc(15_000_000))
    socket.write(frame)
    expect(payloadType(await read())).toBe(50n)
    await once(socket, 'close')
    const { body } = await control(mock, 'GET', '/control/requests?kind=open-api')
    expect(body).toMatchObject({ count: 0 })
  })

  test.each(['liveJsonUrl', 'liveUrl'] as const)('is refused on %s with code 1009', async (url) => {
    const socket = new WebSocket(mock[url], { ca: readFileSync(mock.caFile) })
    await once(socket, 'open')
    socket.on('error', () => {})
    socket.send(Buffer.alloc(1_000_001))
    expect((await once(socket, 'close'))[0]).toBe(1009)
  })

  test('is a matter of a switch', async () => {
    await setBehaviour({ maxFrameBytes: 60 })
    const { socket, read } = await tcpClient(mock)
    socket.write(applicationAuth())
    expect(payloadType(await read())).toBe(50n)
    socket.destroy()
  })
})

describe('a slow client', () => {
  test('that never ends its frame is disconnected, however it trickles', async () => {
    await setBehaviour({ idleSeconds: 0.4 })
    const { socket, read } = await tcpClient(mock)
    socket.write(Buffer.from([0, 0, 0, 200]))
    const trickle = setInterval(() => socket.write(Buffer.of(1)), 50)
    expect(payloadType(await read())).toBe(BigInt(numbers.clientDisconnectEvent))
    clearInterval(trickle)
    await once(socket, 'close')
  })

  test.each(['demo', 'demoJson'] as const)(
    'that does not say what it speaks is dropped (%s)',
    async (port) => {
      await setBehaviour({ handshakeSeconds: 0.3 })
      const { socket } = await tcpClient(mock, port)
      socket.write('GE')
      await once(socket, 'close')
      const { socket: unfinished } = await tcpClient(mock, port)
      unfinished.write('GET / HTTP/1.1\r\nHost: localhost\r\n')
      await once(unfinished, 'close')
    },
  )
})

test('length-prefixed JSON on the JSON port is met with silence, and disturbs nobody', async () => {
  await setBehaviour({ handshakeSeconds: 0.3 })
  const { socket } = await tcpClient(mock, 'demoJson')
  let answered = 0
  socket.on('data', (chunk) => {
    answered += chunk.length
  })
  const request = JSON.stringify({ payloadType: 2104, payload: {} })
  socket.write(withPrefix(Buffer.from(request)))
  const client = await JsonClient.authenticated(mock, 'demo')
  // longer than a line is given that never said what it speaks
  const { socket: mute } = await tcpClient(mock, 'demoJson')
  await once(mute, 'close')
  expect(await client.outcome(numbers.version)).toBe('ok')
  expect(answered).toBe(0)
  expect(socket.readyState).toBe('open')
  client.close()
  socket.destroy()
})

describe('malformed frames', () => {
  test('may be ignored', async () => {
    await setBehaviour({ malformedFrames: 'ignore' })
    const { socket, read } = await tcpClient(mock)
    socket.write(withPrefix(Buffer.from([0xff, 0xff, 0xff])))
    socket.write(applicationAuth())
    expect(payloadType(await read())).toBe(2101n)
    socket.destroy()
  })

  test('may end the connection', async () => {
    await setBehaviour({ malformedFrames: 'disconnect' })
    const client = await JsonClient.authenticated(mock, 'demo')
    client.sendRaw('{')
    expect((await client.next(numbers.clientDisconnectEvent)).payload.reason).toContain('JSON')
    await client.closed
  })
})

test('a long frame is put together in linear time, however it is cut', () => {
  const frame = Buffer.alloc(900_000, 7)
  const stream = withPrefix(frame)
  const frames = new LengthPrefixedFrames(() => 1_000_000)
  const whole: Buffer[] = []
  for (let offset = 0; offset < stream.length; offset += 3) {
    const isFine = frames.read(stream.subarray(offset, offset + 3), (one) => whole.push(one))
    expect(isFine).toBe(true)
  }
  expect(whole).toEqual([frame])
})
