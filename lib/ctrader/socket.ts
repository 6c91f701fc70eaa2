import { EventEmitter } from 'node:events'
import WebSocket from 'ws'
import type { FailureClass } from '@/lib/domain/connection-state'
import { type Codec, type Envelope, MalformedFrame } from './codec'
import { classify, maintenanceEnd, ProviderFailure } from './failure'
import type { RequestBudget } from './request-budget'
import {
  ANSWERS,
  type Answer,
  HISTORICAL,
  type Message,
  type MessageName,
  type RequestName,
} from './schema'

/** Spotware asks for a heartbeat at least every ten seconds when nothing else is sent. */
const HEARTBEAT_MS = 10_000
/** Server heartbeats come every 25–30 s; after three missed ones the link is dead. */
const SILENCE_MS = 90_000
const ANSWER_SECONDS = 30
const CONNECT_MS = 15_000
/** As the official SDK: larger frames are refused. */
const MAX_FRAME_BYTES = 15_000_000

export type SocketOptions = {
  url: string
  codec: Codec
  /** PEM of the certificate authority to trust instead of the public ones. */
  ca?: string
  /** So long an answer is waited for; half a minute when left out. */
  answerSeconds?: number
  /** Shared by all sockets of this process's slot. */
  budgets: { historical: RequestBudget; other: RequestBudget }
  /** The beginning of the ids that requests go out with, so that one can be found at the provider. */
  idPrefix?: () => string | undefined
  /** Told of every request once it is over. */
  onRequest?: (request: SettledRequest) => void
}

/** A request to the provider that is over: its name, never its content. */
export type SettledRequest = {
  name: string
  budget: 'historical' | 'other' | 'token'
  /** `ok`, or the code it failed with. */
  code: string
  /** null when it was answered. */
  failureClass: FailureClass | null
  seconds: number
}

type Pending = {
  name: RequestName
  resolve(message: unknown): void
  reject(failure: ProviderFailure): void
  timer: NodeJS.Timeout
}

type SocketEvents = {
  event: [name: MessageName, message: unknown]
  close: []
}

/** One connection to the Open API: requests find their answers, events are emitted, silence ends it. */
export class OpenApiSocket extends EventEmitter<SocketEvents> {
  readonly #pending = new Map<string, Pending>()
  readonly #heartbeat: NodeJS.Timeout
  #lastSentAt = performance.now()
  #lastReceivedAt = performance.now()
  #nextId = 1

  private constructor(
    private readonly socket: WebSocket,
    private readonly options: SocketOptions,
  ) {
    super()
    socket.on('message', (data: Buffer) => this.#receive(data))
    socket.on('close', () => this.#ended())
    // 'close' follows every error; the error's text may quote an address, so it stays here.
    socket.on('error', () => socket.terminate())
    this.#heartbeat = setInterval(() => this.#keepAlive(), 1_000)
  }

  static async connect(options: SocketOptions): Promise<OpenApiSocket> {
    const socket = new WebSocket(options.url, {
      ca: options.ca,
      handshakeTimeout: CONNECT_MS,
      maxPayload: MAX_FRAME_BYTES,
      perMessageDeflate: false,
    })
    socket.binaryType = 'nodebuffer'
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', () => reject(new ProviderFailure('UNREACHABLE', 'retry-later')))
    })
    socket.removeAllListeners()
    return new OpenApiSocket(socket, options)
  }

  get open(): boolean {
    return this.socket.readyState === WebSocket.OPEN
  }

  /**
   * Asks, within the budget, and waits for the answer.
   * @throws ProviderFailure with the provider's code; ANSWER_TIMED_OUT or CONNECTION_LOST when there was none
   */
  async request<Name extends RequestName>(
    name: Name,
    message: Message<Name>,
  ): Promise<Answer<Name>> {
    const kind = HISTORICAL.has(name) ? 'historical' : 'other'
    const budget = this.options.budgets[kind]
    return budget.spend(async () => {
      const askedAt = performance.now()
      const tell = (code: string, failureClass: FailureClass | null) =>
        this.options.onRequest?.({
          ...{ name, budget: kind, code, failureClass },
          seconds: (performance.now() - askedAt) / 1000,
        })
      try {
        const answer = await this.#ask(name, message)
        tell('ok', null)
        return answer
      } catch (error) {
        if (error instanceof ProviderFailure) {
          tell(error.providerCode, error.failureClass)
          if (error.failureClass === 'rate-limited')
            budget.restFor(error.details.retryAfterSeconds ?? 1)
        }
        throw error
      }
    })
  }

  close(): void {
    this.socket.close(1000)
    // A peer that does not answer the close must not keep the process alive.
    setTimeout(() => this.socket.terminate(), 1_000).unref()
  }

  #ask<Name extends RequestName>(name: Name, message: Message<Name>): Promise<Answer<Name>> {
    return new Promise((resolve, reject) => {
      if (!this.open) return reject(new ProviderFailure('CONNECTION_LOST', 'retry-later'))
      const prefix = this.options.idPrefix?.()
      const id = `${prefix ? `${prefix}-` : ''}${this.#nextId++}`
      const askedAt = performance.now()
      const timer = setTimeout(
        () => {
          this.#pending.delete(id)
          reject(new ProviderFailure('ANSWER_TIMED_OUT', 'retry-later'))
          // Not even a heartbeat since: nobody is there, and the next request needs a new line.
          if (this.#lastReceivedAt < askedAt) this.socket.terminate()
        },
        (this.options.answerSeconds ?? ANSWER_SECONDS) * 1000,
      )
      this.#pending.set(id, { name, resolve: resolve as Pending['resolve'], reject, timer })
      this.#send(this.options.codec.encode(name, message, id))
    })
  }

  #send(frame: Uint8Array | string): void {
    this.#lastSentAt = performance.now()
    this.socket.send(frame)
  }

  #receive(data: Buffer): void {
    this.#lastReceivedAt = performance.now()
    const envelope = this.#decode(data)
    if (!envelope) return
    const pending = envelope.clientMsgId ? this.#pending.get(envelope.clientMsgId) : undefined
    if (pending) this.#settle(envelope, pending)
    else if (envelope.name && envelope.name !== 'HeartbeatEvent')
      this.emit('event', envelope.name, envelope.message)
  }

  /** After one frame we cannot read, nothing that follows can be trusted. */
  #decode(data: Buffer): Envelope | null {
    try {
      return this.options.codec.decode(data)
    } catch (error) {
      if (!(error instanceof MalformedFrame)) throw error
      this.socket.terminate()
      return null
    }
  }

  #settle(envelope: Envelope, pending: Pending): void {
    if (envelope.clientMsgId) this.#pending.delete(envelope.clientMsgId)
    clearTimeout(pending.timer)
    if (envelope.name === ANSWERS[pending.name]) pending.resolve(envelope.message)
    else pending.reject(failureIn(envelope))
  }

  #keepAlive(): void {
    const now = performance.now()
    if (now - this.#lastReceivedAt > SILENCE_MS) this.socket.terminate()
    else if (this.open && now - this.#lastSentAt >= HEARTBEAT_MS)
      this.#send(this.options.codec.encode('HeartbeatEvent', {}))
  }

  #ended(): void {
    clearInterval(this.#heartbeat)
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer)
      reject(new ProviderFailure('CONNECTION_LOST', 'retry-later'))
    }
    this.#pending.clear()
    this.emit('close')
  }
}

function failureIn({ name, message }: Envelope): ProviderFailure {
  if (name === 'OAErrorRes') {
    const error = message as Message<'OAErrorRes'>
    return new ProviderFailure(error.errorCode, classify(error.errorCode), {
      description: error.description,
      retryAfterSeconds: error.retryAfter === undefined ? undefined : Number(error.retryAfter),
      maintenanceUntil: maintenanceEnd(error.maintenanceEndTimestamp),
    })
  }
  if (name === 'ErrorRes') {
    const error = message as Message<'ErrorRes'>
    return new ProviderFailure(error.errorCode, classify(error.errorCode), {
      description: error.description,
      maintenanceUntil: maintenanceEnd(error.maintenanceEndTimestamp),
    })
  }
  return new ProviderFailure('UNEXPECTED_ANSWER', 'retry-later')
}
