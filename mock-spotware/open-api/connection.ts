import { reportDefect } from '@/mock-spotware/report-defect'
import type { World } from '@/mock-spotware/world'
import type { Channel } from './channel'
import { type Codec, type Incoming, MalformedFrame, type Outgoing } from './envelope'
import { OpenApiError } from './open-api-error'
import { RequestBudget, takeFromBudgets } from './request-budget'
import { type RequestKind, reply } from './request-kind'
import { requestKindOf } from './requests/all-requests'
import { type Environment, Session } from './session'
import { payloadTypeName, payloadTypeOf, wireEnum } from './wire-schema'

const HEARTBEAT = payloadTypeOf('ProtoHeartbeatEvent')
const APPLICATION_AUTH = payloadTypeOf('ProtoOAApplicationAuthReq')
/** A throttled payload type is let through again after this long. */
const BLOCKED_SECONDS = 1

const tradingRequests = new Set(
  [
    'PROTO_OA_NEW_ORDER_REQ',
    'PROTO_OA_CANCEL_ORDER_REQ',
    'PROTO_OA_AMEND_ORDER_REQ',
    'PROTO_OA_AMEND_POSITION_SLTP_REQ',
    'PROTO_OA_CLOSE_POSITION_REQ',
  ].map((name) => wireEnum('ProtoOAPayloadType', name)),
)

/** Codes of the common family, which travel in ProtoErrorRes. */
const commonErrors = new Set(['UNKNOWN_ERROR', 'UNSUPPORTED_MESSAGE', 'FRAME_TOO_LONG'])

/** What all connections of the application share. */
export interface ApplicationLimits {
  budget: RequestBudget
  /** Connections that have authenticated the application. */
  count(): number
}

/** One client on the line: order rules, limits, heartbeats, and the answers in between. */
export class Connection {
  readonly id: number
  readonly session: Session

  readonly #world: World
  readonly #channel: Channel
  readonly #codec: Codec
  readonly #applicationLimits: ApplicationLimits
  readonly #budget = new RequestBudget()
  readonly #blockedUntil = new Map<number, number>()
  readonly #idleTimer: NodeJS.Timeout
  readonly #heartbeatTimer: NodeJS.Timeout

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
    this.#applicationLimits = options.applicationLimits
    this.session = new Session(options.world, options.environment)

    const { idleSeconds, heartbeatSeconds } = options.world.behaviour
    this.#idleTimer = setTimeout(() => this.disconnect('No heartbeat'), idleSeconds * 1_000)
    this.#heartbeatTimer = setInterval(
      () => this.send(reply('ProtoHeartbeatEvent')),
      heartbeatSeconds * 1_000,
    )
    this.#channel.onFrame((frame) => this.#receive(frame))
    this.#channel.onTooLong(() => {
      this.send(describeError(new OpenApiError('FRAME_TOO_LONG', 'The frame is too long')))
      this.#channel.close()
    })
    this.#channel.onClose(() => {
      clearTimeout(this.#idleTimer)
      clearInterval(this.#heartbeatTimer)
    })
  }

  send(outgoing: Outgoing): void {
    this.#channel.send(this.#codec.encode(outgoing))
  }

  /** Ends the connection with the event that gives the reason. */
  disconnect(reason: string): void {
    this.send(reply('ProtoOAClientDisconnectEvent', { reason }))
    this.#channel.close()
  }

  destroy(): void {
    this.#channel.destroy()
  }

  #receive(frame: Buffer): void {
    this.#idleTimer.refresh()
    let incoming: Incoming
    try {
      incoming = this.#codec.decode(frame)
    } catch (error) {
      if (!(error instanceof MalformedFrame)) throw error
      const { clientMsgId, payloadType = 0 } = error
      this.#log(payloadType, undefined, 'INVALID_REQUEST')
      const refusal = new OpenApiError('INVALID_REQUEST', error.message)
      this.send({ ...describeError(refusal), clientMsgId })
      return
    }
    if (incoming.payloadType !== HEARTBEAT) this.#answer(incoming)
  }

  #answer({ payloadType, clientMsgId, payload }: Incoming): void {
    const accountId = accountIdIn(payload)
    try {
      const kind = requestKindOf(payloadType)
      this.#admit(payloadType, kind)
      if (!kind) throw new OpenApiError('UNSUPPORTED_MESSAGE', 'The message is not supported')
      const { followedBy, ...answer } = kind.answer(payload, this.session)
      this.#log(payloadType, accountId, 'ok')
      this.send({ ...answer, clientMsgId })
      if (followedBy) this.send(followedBy)
    } catch (thrown) {
      const error = asRefusal(thrown)
      this.#log(payloadType, accountId, error.code)
      this.send({ ...describeError(error, accountId), clientMsgId })
    }
  }

  /** The rules that come before any request is looked at. Throws OpenApiError. */
  #admit(payloadType: number, kind: RequestKind | undefined): void {
    this.#checkRates(payloadType, kind?.isHistorical ?? false)
    if (payloadType === APPLICATION_AUTH) {
      this.#checkConnectionLimit(payloadType)
      return
    }
    this.session.requireApplication()
    if (tradingRequests.has(payloadType)) {
      this.#violate({ kind: 'tradingRequest' }, payloadType)
      throw new OpenApiError('TRADING_NOT_ALLOWED', 'Trading is not allowed')
    }
  }

  #checkRates(payloadType: number, isHistorical: boolean): void {
    const { behaviour, clock } = this.#world
    const now = clock.now()
    if ((this.#blockedUntil.get(payloadType) ?? 0) > now) {
      this.#violate({ kind: 'blockedPayloadType' }, payloadType)
      throw blocked()
    }
    const budgets = {
      connection: this.#budget,
      application: this.session.application && this.#applicationLimits.budget,
    }
    const overrun = takeFromBudgets(budgets, isHistorical, behaviour, now)
    if (!overrun) return
    this.#violate(overrun, payloadType)
    if (behaviour.throttleAnswer === 'REQUEST_FREQUENCY_EXCEEDED') {
      throw new OpenApiError('REQUEST_FREQUENCY_EXCEEDED', 'Too many requests')
    }
    this.#blockedUntil.set(payloadType, now + BLOCKED_SECONDS * 1_000)
    throw blocked()
  }

  #checkConnectionLimit(payloadType: number): void {
    if (this.session.application) return
    if (this.#applicationLimits.count() < this.#world.behaviour.connectionLimit) return
    this.#violate({ kind: 'connectionLimit' }, payloadType)
    throw new OpenApiError('CONNECTIONS_LIMIT_EXCEEDED', 'Too many connections')
  }

  #violate(
    violation: Pick<Parameters<World['violations']['add']>[0], 'kind' | 'scope'>,
    payloadType: number,
  ): void {
    this.#world.violations.add({
      ...violation,
      at: this.#world.clock.now(),
      environment: this.session.environment,
      connection: this.id,
      payloadType,
      message: payloadTypeName(payloadType),
    })
  }

  #log(payloadType: number, accountId: number | undefined, status: string): void {
    this.#world.requests.add({
      kind: 'open-api',
      at: this.#world.clock.now(),
      environment: this.session.environment,
      connection: this.id,
      payloadType,
      message: payloadTypeName(payloadType),
      accountId,
      status,
    })
  }
}

/** A defect of the mock itself is reported, and answered without taking the others down. */
function asRefusal(thrown: unknown): OpenApiError {
  if (thrown instanceof OpenApiError) return thrown
  reportDefect(thrown)
  return new OpenApiError('UNKNOWN_ERROR', 'The mock failed')
}

function blocked(): OpenApiError {
  return new OpenApiError('BLOCKED_PAYLOAD_TYPE', 'Too many requests of this type', {
    retryAfter: BLOCKED_SECONDS,
  })
}

function describeError(error: OpenApiError, accountId = error.accountId): Outgoing {
  if (commonErrors.has(error.code)) {
    return reply('ProtoErrorRes', { errorCode: error.code, description: error.message })
  }
  return reply('ProtoOAErrorRes', {
    ctidTraderAccountId: accountId,
    errorCode: error.code,
    description: error.message,
    retryAfter: error.retryAfter,
  })
}

function accountIdIn(payload: unknown): number | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined
  const accountId = 'ctidTraderAccountId' in payload ? payload.ctidTraderAccountId : undefined
  return Number.isSafeInteger(accountId) ? Number(accountId) : undefined
}
