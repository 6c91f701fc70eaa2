import type { FaultRule } from '@/mock-spotware/faults/fault-rule'
import { reportDefect } from '@/mock-spotware/report-defect'
import type { World } from '@/mock-spotware/world'
import { Admission, type ApplicationLimits } from './admission'
import type { Channel } from './channel'
import { type Codec, type Incoming, MalformedFrame, type Outgoing } from './envelope'
import { errorReply } from './error-reply'
import { refusalOf } from './fault-refusal'
import { FaultyLine } from './faulty-line'
import { OpenApiError } from './open-api-error'
import { type Answer, reply } from './request-kind'
import { requestKindOf } from './requests/all-requests'
import { type Environment, Session } from './session'
import { payloadTypeName, payloadTypeOf } from './wire-schema'

const HEARTBEAT = payloadTypeOf('ProtoHeartbeatEvent')

/** One client on the line: its frames, its heartbeats, and the answers in between. */
export class Connection {
  readonly id: number
  readonly session: Session

  readonly #world: World
  readonly #channel: Channel
  readonly #codec: Codec
  readonly #line: FaultyLine
  readonly #admission: Admission
  readonly #idleTimer: NodeJS.Timeout
  readonly #heartbeatTimer: NodeJS.Timeout
  /** The goodbye was said; what still arrives is nobody's business. */
  #isOver = false
  /** Fulfilled with the last answer that is still being worked on. */
  #answering?: Promise<void>

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
      this.#log(payloadType, undefined, 'INVALID_REQUEST')
      this.#receiveMalformed(new OpenApiError('INVALID_REQUEST', error.message), clientMsgId)
      return
    }
    if (incoming.payloadType !== HEARTBEAT) this.#answerInTurn(incoming)
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

  /** Some answers take their time; those to later requests wait for them. */
  #answerInTurn(incoming: Incoming): void {
    const answering = this.#answering
      ? this.#answering.then(() => this.#answer(incoming))
      : this.#answer(incoming)
    this.#answering = answering
    void answering?.then(() => {
      if (this.#answering === answering) this.#answering = undefined
    })
  }

  /** A promise, which never rejects, when the answer is not there at once. */
  #answer({ payloadType, clientMsgId, payload }: Incoming): Promise<void> | undefined {
    const accountId = accountIdIn(payload)
    const { environment } = this.session
    const arrival = { transport: 'openApi', payloadType, environment, accountId } as const
    const fault = this.#world.faults.hit(arrival)
    if (fault && this.#line.swallows(fault)) {
      this.#log(payloadType, accountId, 'not answered', fault)
      return undefined
    }
    const accept = ({ followedBy, ...answer }: Answer) => {
      this.#log(payloadType, accountId, 'ok', fault)
      const events = followedBy ? [followedBy] : []
      this.#line.deliver([{ ...answer, clientMsgId }, ...events], fault)
    }
    const refuse = (thrown: unknown) => {
      const error = asRefusal(thrown)
      this.#log(payloadType, accountId, error.code, fault)
      this.#line.deliver([{ ...errorReply(error, accountId), clientMsgId }], fault)
    }
    try {
      const refusal = fault && refusalOf(fault)
      if (refusal) throw refusal
      const kind = requestKindOf(payloadType)
      this.#admission.admit(payloadType, kind)
      if (!kind) throw new OpenApiError('UNSUPPORTED_MESSAGE', 'The message is not supported')
      const answer = kind.answer(payload, this.session)
      if (answer instanceof Promise) return answer.then(accept).catch(refuse)
      accept(answer)
    } catch (thrown) {
      refuse(thrown)
    }
    return undefined
  }

  #log(
    payloadType: number,
    accountId: number | undefined,
    status: string,
    fault?: FaultRule,
  ): void {
    this.#world.requests.add({
      kind: 'open-api',
      at: this.#world.clock.now(),
      environment: this.session.environment,
      connection: this.id,
      payloadType,
      message: payloadTypeName(payloadType),
      accountId,
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
