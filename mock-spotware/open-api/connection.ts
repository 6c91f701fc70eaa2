import type { FaultRule } from '@/mock-spotware/faults/fault-rule'
import { reportDefect } from '@/mock-spotware/report-defect'
import type { World } from '@/mock-spotware/world'
import { AccountLanes } from './account-lanes'
import { Admission, type ApplicationLimits } from './admission'
import type { Channel } from './channel'
import { type Codec, type Incoming, MalformedFrame, type Outgoing } from './envelope'
import { errorReply } from './error-reply'
import { refusalOf } from './fault-refusal'
import { FaultyLine } from './faulty-line'
import { OpenApiError } from './open-api-error'
import { type Answer, type RequestKind, reply } from './request-kind'
import { requestKindOf } from './requests/all-requests'
import { type Environment, Session } from './session'
import { payloadTypeName, payloadTypeOf } from './wire-schema'

const HEARTBEAT = payloadTypeOf('ProtoHeartbeatEvent')

/** A request from its arrival on. */
interface Taken {
  payloadType: number
  clientMsgId?: string
  accountId?: number
  fault?: FaultRule
  at: number
}

/** One client on the line: its frames, its heartbeats, and the answers in between. */
export class Connection {
  readonly id: number
  readonly session: Session

  readonly #world: World
  readonly #channel: Channel
  readonly #codec: Codec
  readonly #line: FaultyLine
  readonly #admission: Admission
  readonly #lanes = new AccountLanes()
  readonly #idleTimer: NodeJS.Timeout
  readonly #heartbeatTimer: NodeJS.Timeout
  /** The goodbye was said, or the line is gone; what still arrives is nobody's business. */
  #isOver = false

  constructor(options: {
    id: number
    world: World
    environment: Environment
    channel: Channel
    codec: Codec
    applicationLimits: ApplicationLimits
  }) {
    this.id = options.id
    this.#world = options.world
    this.#channel = options.channel
    this.#codec = options.codec
    this.#line = new FaultyLine(options.channel, options.codec)
    this.session = new Session(options.world, options.environment)
    this.#admission = new Admission(this.session, options.id, options.applicationLimits)

    const { idleSeconds, heartbeatSeconds } = options.world.behaviour
    this.#idleTimer = setTimeout(() => {
      if (!this.#line.isSilent) this.disconnect('No heartbeat')
    }, idleSeconds * 1_000)
    this.#heartbeatTimer = setInterval(
      () => this.send(reply('ProtoHeartbeatEvent')),
      heartbeatSeconds * 1_000,
    )
    this.#channel.onFrame((frame) => this.#receive(frame))
    this.#channel.onTooLong(() => {
      this.send(errorReply(new OpenApiError('FRAME_TOO_LONG', 'The frame is too long')))
      this.#channel.close()
    })
    this.#channel.onClose(() => {
      this.#isOver = true
      clearTimeout(this.#idleTimer)
      clearInterval(this.#heartbeatTimer)
    })
    const { environment } = this.session
    const fault = this.#world.faults.hit({ transport: 'connect', environment })
    if (fault) this.#line.greet(fault)
  }

  send(outgoing: Outgoing): void {
    this.#line.send(outgoing)
  }

  /** Ends the connection with the event that gives the reason. */
  disconnect(reason: string): void {
    this.send(reply('ProtoOAClientDisconnectEvent', { reason }))
    this.#isOver = true
    this.#line.close()
  }

  destroy(): void {
    this.#channel.destroy()
  }

  #receive(frame: Buffer): void {
    if (this.#isOver || this.#line.isSilent) return
    this.#idleTimer.refresh()
    let incoming: Incoming
    try {
      incoming = this.#codec.decode(frame)
    } catch (error) {
      if (!(error instanceof MalformedFrame)) throw error
      const { clientMsgId, payloadType = 0 } = error
      this.#log({ payloadType, at: this.#world.clock.now() }, 'INVALID_REQUEST')
      this.#receiveMalformed(new OpenApiError('INVALID_REQUEST', error.message), clientMsgId)
      return
    }
    if (incoming.payloadType !== HEARTBEAT) this.#take(incoming)
  }

  #receiveMalformed(refusal: OpenApiError, clientMsgId: string | undefined): void {
    switch (this.#world.behaviour.malformedFrames) {
      case 'answer':
        this.send({ ...errorReply(refusal), clientMsgId })
        return
      case 'disconnect':
        this.disconnect(refusal.message)
        return
      case 'ignore':
    }
  }

  /** Faults, rates and rules are a matter of the moment a request arrives, not of its answer. */
  #take({ payloadType, clientMsgId, payload }: Incoming): void {
    const accountId = accountIdIn(payload)
    const { environment } = this.session
    const arrival = { transport: 'openApi', payloadType, environment, accountId } as const
    const fault = this.#world.faults.hit(arrival)
    const taken = { payloadType, clientMsgId, accountId, fault, at: this.#world.clock.now() }
    if (fault && this.#line.swallows(fault)) {
      this.#log(taken, 'not answered')
      return
    }
    try {
      const refusal = fault && refusalOf(fault)
      if (refusal) throw refusal
      const kind = requestKindOf(payloadType)
      this.#admission.admit(payloadType, kind)
      if (!kind) throw new OpenApiError('UNSUPPORTED_MESSAGE', 'The message is not supported')
      if (this.#lanes.isFull) {
        throw new OpenApiError('REQUEST_FREQUENCY_EXCEEDED', 'Too many requests wait for an answer')
      }
      this.#lanes.enter(accountId, () => this.#answer(taken, kind, payload))
    } catch (thrown) {
      this.#refuse(taken, thrown)
    }
  }

  /** A promise, which never rejects, when the answer is not there at once. */
  #answer(taken: Taken, kind: RequestKind, payload: unknown): Promise<void> | undefined {
    if (this.#isOver) {
      this.#log(taken, 'not answered')
      return undefined
    }
    const accept = (answer: Answer) => this.#accept(taken, answer)
    const refuse = (thrown: unknown) => this.#refuse(taken, thrown)
    try {
      const answer = kind.answer(payload, this.session)
      if (answer instanceof Promise) return answer.then(accept).catch(refuse)
      accept(answer)
    } catch (thrown) {
      refuse(thrown)
    }
    return undefined
  }

  #accept(taken: Taken, { followedBy, ...answer }: Answer): void {
    const { clientMsgId, accountId, fault } = taken
    this.#log(taken, 'ok')
    const frames = [{ ...answer, clientMsgId }, ...(followedBy ? [followedBy] : [])]
    const isStillOwed = this.session.watchAccount(accountId)
    this.#line.deliver({ frames, isStillOwed }, fault)
  }

  #refuse(taken: Taken, thrown: unknown): void {
    const { clientMsgId, accountId, fault } = taken
    const error = asRefusal(thrown)
    this.#log(taken, error.code)
    const frames = [{ ...errorReply(error, accountId), clientMsgId }]
    this.#line.deliver({ frames, isStillOwed: () => true }, fault)
  }

  #log({ payloadType, clientMsgId, accountId, at, fault }: Taken, status: string): void {
    this.#world.requests.add({
      kind: 'open-api',
      at,
      environment: this.session.environment,
      connection: this.id,
      payloadType,
      message: payloadTypeName(payloadType),
      accountId,
      clientMsgId,
      status,
      fault: fault?.id,
    })
  }
}

/** A defect of the mock itself is reported, and answered without taking the others down. */
function asRefusal(thrown: unknown): OpenApiError {
  if (thrown instanceof OpenApiError) return thrown
  reportDefect(thrown)
  return new OpenApiError('UNKNOWN_ERROR', 'The mock failed')
}

function accountIdIn(payload: unknown): number | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined
  const accountId = 'ctidTraderAccountId' in payload ? payload.ctidTraderAccountId : undefined
  // protobuf hands over 64-bit values as text
  const number = typeof accountId === 'string' ? Number(accountId) : accountId
  return Number.isSafeInteger(number) ? Number(number) : undefined
}
