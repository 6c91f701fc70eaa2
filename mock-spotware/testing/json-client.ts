import { readFileSync } from 'node:fs'
import { WebSocket } from 'ws'
import { z } from 'zod'
import type { MockSpotware } from '@/mock-spotware/start'

const frameSchema = z.object({
  payloadType: z.number(),
  clientMsgId: z.string().optional(),
  payload: z.record(z.string(), z.unknown()),
})
export type Frame = z.output<typeof frameSchema>

/** Payload type numbers, written down a second time from the protocol reference. */
export const numbers = {
  applicationAuth: 2100,
  accountAuth: 2102,
  version: 2104,
  newOrder: 2106,
  assetList: 2112,
  symbolsList: 2114,
  symbolById: 2116,
  symbolsForConversion: 2118,
  trader: 2121,
  traderUpdatedEvent: 2123,
  reconcile: 2124,
  executionEvent: 2126,
  dealList: 2133,
  trendbars: 2137,
  error: 2142,
  cashFlow: 2143,
  tokenInvalidatedEvent: 2147,
  clientDisconnectEvent: 2148,
  accountList: 2149,
  profile: 2151,
  assetClassList: 2153,
  symbolCategoryList: 2160,
  accountLogout: 2162,
  accountDisconnectEvent: 2164,
  refreshToken: 2173,
  orderList: 2175,
  dealsByPosition: 2179,
  orderDetails: 2181,
  ordersByPosition: 2183,
  dealOffsets: 2185,
  commonError: 50,
  heartbeat: 51,
} as const

type Address = Pick<MockSpotware, 'liveJsonUrl' | 'demoJsonUrl' | 'caFile'>

/** Whole numbers a double may not hold arrive as strings of their digits. */
function parseExactly(text: string): unknown {
  return JSON.parse(text.replace(/([:[,])(-?\d{16,})(?=[,}\]])/g, '$1"$2"'))
}

/** A bare JSON client: sends what it is told, and hands over what arrives. */
export class JsonClient {
  readonly #socket: WebSocket
  readonly #waiting = new Map<string, (frame: Frame) => void>()
  readonly #unclaimed: Frame[] = []
  readonly #wanted: { matches: (frame: Frame) => boolean; take: (frame: Frame) => void }[] = []
  readonly closed: Promise<void>
  #lastId = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()))
    socket.on('message', (data) => this.#receive(frameSchema.parse(parseExactly(String(data)))))
  }

  static async connect(mock: Address, environment: 'live' | 'demo'): Promise<JsonClient> {
    const url = environment === 'live' ? mock.liveJsonUrl : mock.demoJsonUrl
    const socket = new WebSocket(url, { ca: readFileSync(mock.caFile) })
    const client = new JsonClient(socket)
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve())
      socket.once('error', reject)
    })
    return client
  }

  /** Connects and authenticates the application. */
  static async authenticated(
    mock: Address & Pick<MockSpotware, 'clientId' | 'clientSecret'>,
    environment: 'live' | 'demo',
  ) {
    const client = await JsonClient.connect(mock, environment)
    await client.ask(numbers.applicationAuth, {
      clientId: mock.clientId,
      clientSecret: mock.clientSecret,
    })
    return client
  }

  ask(payloadType: number, payload: Record<string, unknown> = {}): Promise<Frame> {
    this.#lastId += 1
    const clientMsgId = `request-${this.#lastId}`
    const answer = new Promise<Frame>((resolve) => this.#waiting.set(clientMsgId, resolve))
    this.sendRaw(JSON.stringify({ clientMsgId, payloadType, payload }))
    return answer
  }

  /** The error code of the answer, or `ok`. */
  async outcome(payloadType: number, payload: Record<string, unknown> = {}): Promise<unknown> {
    const answer = await this.ask(payloadType, payload)
    return answer.payload.errorCode ?? 'ok'
  }

  sendRaw(text: string): void {
    this.#socket.send(text)
  }

  /** The next message of that type that answers no request, including those already here. */
  next(payloadType: number): Promise<Frame> {
    const matches = (frame: Frame) => frame.payloadType === payloadType
    const index = this.#unclaimed.findIndex(matches)
    const [known] = index >= 0 ? this.#unclaimed.splice(index, 1) : []
    if (known) return Promise.resolve(known)
    return new Promise((take) => this.#wanted.push({ matches, take }))
  }

  close(): void {
    this.#socket.terminate()
  }

  #receive(frame: Frame): void {
    const answer = this.#waiting.get(frame.clientMsgId ?? '')
    if (answer) {
      this.#waiting.delete(frame.clientMsgId ?? '')
      answer(frame)
      return
    }
    const index = this.#wanted.findIndex(({ matches }) => matches(frame))
    const [wanted] = index >= 0 ? this.#wanted.splice(index, 1) : []
    if (wanted) wanted.take(frame)
    else this.#unclaimed.push(frame)
  }
}
