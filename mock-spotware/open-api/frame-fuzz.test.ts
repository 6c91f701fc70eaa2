import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { MockSpotware } from '@/mock-spotware/start'
import { JsonClient, numbers } from '@/mock-spotware/testing/json-client'
import { decodeFields, type FieldValue } from '@/mock-spotware/testing/protobuf-bytes'
import { soakRuns } from '@/mock-spotware/testing/soak-runs'
import { ANA_DEMO, grantTo, startTestMock } from '@/mock-spotware/testing/start-test-mock'
import { envelope, tcpClient, withPrefix } from '@/mock-spotware/testing/tcp-client'

let mock: MockSpotware
let witness: JsonClient
let accessToken: string

beforeAll(async () => {
  mock = await startTestMock({
    historicalRequestsPerSecond: 1_000_000,
    otherRequestsPerSecond: 1_000_000,
    connectionLimit: 1_000_000,
  })
  accessToken = (await grantTo(mock, 'ana')).accessToken
  witness = await JsonClient.authenticated(mock, 'demo')
  await witness.ask(numbers.accountAuth, { ctidTraderAccountId: ANA_DEMO, accessToken })
})
afterAll(async () => {
  witness.close()
  await mock.close()
})

/** Everybody else is still served, and the mock found no fault with itself. */
async function expectUnharmed() {
  expect(await witness.outcome(numbers.trader, { ctidTraderAccountId: ANA_DEMO })).toBe('ok')
  const failed = mock.world.requests
    .all()
    .filter((entry) => entry.kind === 'open-api' && entry.status === 'UNKNOWN_ERROR')
  expect(failed).toEqual([])
}

const PROBE = 'probe'

/** The outcome of a last, valid request: its answer, or the end of the line; never neither. */
async function survive(stream: Buffer, cuts: readonly number[]): Promise<void> {
  const { socket, read } = await tcpClient(mock)
  const closed = once(socket, 'close').then(() => 'closed')
  const probed = async () => {
    for (;;) if (String(decodeFields(await read()).get(3)?.[0]) === PROBE) return 'answered'
  }
  let sent = 0
  for (const cut of [...cuts, stream.length].sort((a, b) => a - b)) {
    if (cut <= sent || cut > stream.length) continue
    socket.write(stream.subarray(sent, cut))
    sent = cut
  }
  socket.write(withPrefix(envelope(numbers.version, [], PROBE)))
  // half a frame may be left that takes the probe for its rest
  socket.end()
  await Promise.race([probed().catch(() => 'closed'), closed])
  socket.destroy()
}

const cuts = fc.array(fc.nat(400), { maxLength: 12 })

function validFrames(): Buffer[] {
  const account: [number, FieldValue] = [2, ANA_DEMO]
  const message = (payloadType: number, ...fields: [number, FieldValue][]) =>
    envelope(payloadType, fields)
  return [
    message(2100, [2, mock.clientId], [3, mock.clientSecret]),
    message(2149, [2, accessToken]),
    message(2102, account, [3, accessToken]),
    message(2121, account),
    message(2133, account, [3, 0], [4, 604_800_000], [5, 10]),
    message(2116, account, [3, 1], [3, 2]),
    message(2137, account, [5, 1], [6, 1], [7, 3]),
    message(2181, account, [3, 1]),
    message(2143, account, [3, 0], [4, 1]),
    message(51),
  ]
}

interface Mutation {
  frame: number
  at: number
  byte: number
  kind: 'set' | 'drop' | 'insert'
}
const mutation: fc.Arbitrary<Mutation> = fc.record({
  frame: fc.nat(9),
  at: fc.nat(200),
  byte: fc.nat(255),
  kind: fc.constantFrom('set', 'drop', 'insert'),
})

function mutate(frames: Buffer[], mutations: readonly Mutation[]): Buffer[] {
  return frames.map((frame, index) => {
    const bytes = [...frame]
    for (const { at, byte, kind } of mutations.filter((one) => one.frame === index)) {
      const place = at % Math.max(1, bytes.length)
      if (kind === 'insert') bytes.splice(place, 0, byte)
      else if (kind === 'drop') bytes.splice(place, 1)
      else bytes[place] = byte
    }
    return Buffer.from(bytes)
  })
}

test('random bytes on a raw line', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), cuts, async (bytes, at) => {
      await survive(Buffer.from(bytes), at)
      await expectUnharmed()
    }),
    soakRuns(20),
  )
})

test('damaged messages in whole frames, cut anywhere', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 8 }), cuts, async (all, at) => {
      const frames = mutate(validFrames(), all)
      await survive(Buffer.concat(frames.map(withPrefix)), at)
      await expectUnharmed()
    }),
    soakRuns(20),
  )
})

test('valid messages are all answered, however the stream is cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(1_000), { maxLength: 30 }), async (at) => {
      const { socket, read } = await tcpClient(mock)
      const stream = Buffer.concat(validFrames().map(withPrefix))
      let sent = 0
      for (const cut of [...at.sort((a, b) => a - b), stream.length]) {
        socket.write(stream.subarray(sent, Math.max(sent, Math.min(cut, stream.length))))
        sent = Math.max(sent, Math.min(cut, stream.length))
      }
      const types: unknown[] = []
      while (types.length < 9) types.push(decodeFields(await read()).get(1)?.[0])
      const refused = 2142n
      expect(types.toSorted()).toEqual(
        [2101n, 2103n, 2117n, 2122n, 2134n, 2138n, refused, 2144n, 2150n].toSorted(),
      )
      socket.destroy()
    }),
    soakRuns(10),
  )
})

test.each(['demoUrl', 'demoJsonUrl'] as const)('random messages on %s', async (url) => {
  const json = fc.oneof(
    fc.json(),
    fc.string(),
    fc
      .record({
        payloadType: fc.constantFrom(...Object.values(numbers), -1, 2 ** 40),
        payload: fc.dictionary(
          fc.constantFrom('ctidTraderAccountId', 'accessToken', 'fromTimestamp', 'symbolId', 'x'),
          fc.jsonValue(),
        ),
        clientMsgId: fc.string(),
      })
      .map((value) => JSON.stringify(value)),
  )
  const bytes = fc.uint8Array({ maxLength: 300 }).map((one) => Buffer.from(one))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(json, bytes), { maxLength: 10 }), async (messages) => {
      const socket = new WebSocket(mock[url], { ca: readFileSync(mock.caFile) })
      await once(socket, 'open')
      for (const message of messages) socket.send(message)
      // ws answers a ping in turn, so everything before it was looked at
      const pong = once(socket, 'pong')
      socket.ping()
      await pong
      socket.terminate()
      await expectUnharmed()
    }),
    soakRuns(20),
  )
})
