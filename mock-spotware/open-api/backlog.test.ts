import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { MockSpotware } from '@/mock-spotware/start'
import { JsonClient, numbers } from '@/mock-spotware/testing/json-client'
import { ANA_LIVE, grantTo, startTestMock } from '@/mock-spotware/testing/start-test-mock'
import { envelope, tcpClient, withPrefix } from '@/mock-spotware/testing/tcp-client'

let mock: MockSpotware
beforeEach(async () => {
  mock = await startTestMock({
    historyWindow: 'any',
    chunkSize: 100_000,
    historicalRequestsPerSecond: 100_000,
    otherRequestsPerSecond: 100_000,
  })
})
afterEach(() => mock.close())

/** A line that asks without ever reading. Its writing tells when the other side has hung up. */
interface Deaf {
  ask(payloadType: number, fields: Record<string, string | number>): void
  readonly isLost: boolean
}

async function deafWebSocket(): Promise<Deaf> {
  const socket = new WebSocket(mock.liveJsonUrl, { ca: readFileSync(mock.caFile) })
  await once(socket, 'open')
  let isLost = false
  const lose = () => {
    isLost = true
  }
  socket.on('error', lose).on('close', lose)
  socket.pause()
  return {
    ask(payloadType, payload) {
      socket.send(JSON.stringify({ payloadType, payload }), (error) => {
        if (error) lose()
      })
    },
    get isLost() {
      return isLost
    },
  }
}

/** Numbers of the fields this test needs, written down from the protocol reference. */
const fieldNumbers: Record<string, number> = {
  clientId: 2,
  clientSecret: 3,
  ctidTraderAccountId: 2,
  accessToken: 3,
  fromTimestamp: 3,
  toTimestamp: 4,
}

async function deafTcp(): Promise<Deaf> {
  const { socket } = await tcpClient(mock, 'live')
  let isLost = false
  const lose = () => {
    isLost = true
  }
  socket.on('error', lose).on('close', lose)
  socket.pause()
  return {
    ask(payloadType, payload) {
      const fields = Object.entries(payload).map(
        ([name, value]) => [fieldNumbers[name] ?? 0, value] satisfies [number, string | number],
      )
      socket.write(withPrefix(envelope(payloadType, fields)))
    },
    get isLost() {
      return isLost
    },
  }
}

test.each([
  ['WebSocket', deafWebSocket],
  ['TCP', deafTcp],
])(
  'a client on %s that asks and never reads is dropped, the others go on',
  async (_name, connect) => {
    const { accessToken } = await grantTo(mock, 'ana')
    const deaf = await connect()
    const { clientId, clientSecret } = mock
    deaf.ask(numbers.applicationAuth, { clientId, clientSecret })
    deaf.ask(numbers.accountAuth, { ctidTraderAccountId: ANA_LIVE, accessToken })
    const fromTimestamp = 0
    const toTimestamp = mock.world.clock.now()
    const everything = { ctidTraderAccountId: ANA_LIVE, fromTimestamp, toTimestamp }
    const askAgain = () => {
      deaf.ask(numbers.dealList, everything)
      return deaf.isLost
    }
    await expect.poll(askAgain, { interval: 50, timeout: 50_000 }).toBe(true)

    const reader = await JsonClient.authenticated(mock, 'live')
    const account = { ctidTraderAccountId: ANA_LIVE }
    expect(await reader.outcome(numbers.accountAuth, { ...account, accessToken })).toBe('ok')
    expect(await reader.outcome(numbers.dealList, everything)).toBe('ok')
    reader.close()
  },
)
