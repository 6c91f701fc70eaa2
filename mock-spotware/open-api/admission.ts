import type { World } from '@/mock-spotware/world'
import { OpenApiError } from './open-api-error'
import { RequestBudget, takeFromBudgets } from './request-budget'
import type { RequestKind } from './request-kind'
import type { Session } from './session'
import { payloadTypeName, payloadTypeOf, wireEnum } from './wire-schema'

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

/** What all connections of the application share. */
export interface ApplicationLimits {
  budget: RequestBudget
  /** Connections that have authenticated the application. */
  count(): number
}

/** The rules one connection has to keep before any of its requests is looked at. */
export class Admission {
  readonly #world: World
  readonly #session: Session
  readonly #connectionId: number
  readonly #applicationLimits: ApplicationLimits
  readonly #budget = new RequestBudget()
  readonly #blockedUntil = new Map<number, number>()

  constructor(session: Session, connectionId: number, applicationLimits: ApplicationLimits) {
    this.#world = session.world
    this.#session = session
    this.#connectionId = connectionId
    this.#applicationLimits = applicationLimits
  }

  /** Throws OpenApiError. */
  admit(payloadType: number, kind: RequestKind | undefined): void {
    this.#checkRates(payloadType, kind?.isHistorical ?? false)
    if (payloadType === APPLICATION_AUTH) {
      this.#checkConnectionLimit(payloadType)
      return
    }
    this.#session.requireApplication()
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
      application: this.#session.application && this.#applicationLimits.budget,
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
    if (this.#session.application) return
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
      environment: this.#session.environment,
      connection: this.#connectionId,
      payloadType,
      message: payloadTypeName(payloadType),
    })
  }
}

function blocked(): OpenApiError {
  return new OpenApiError('BLOCKED_PAYLOAD_TYPE', 'Too many requests of this type', {
    retryAfter: BLOCKED_SECONDS,
  })
}
