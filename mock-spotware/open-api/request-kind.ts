import { z } from 'zod'
import type { TradingAccount } from '@/mock-spotware/accounts/trading-account'
import type { Outgoing, WirePayload } from './envelope'
import { OpenApiError } from './open-api-error'
import type { Session } from './session'
import { payloadTypeOf } from './wire-schema'

/** What is sent back: the answer, and events that follow from it at once. */
export interface Answer extends Outgoing {
  followedBy?: Outgoing
}

/** One request the server understands. */
export interface RequestKind {
  payloadType: number
  isHistorical: boolean
  /** Throws OpenApiError, or rejects with it, to refuse. */
  answer(payload: unknown, session: Session): Answer | Promise<Answer>
}

interface Definition<Request> {
  message: string
  isHistorical?: boolean
  request: z.ZodType<Request>
}

/** 64-bit values; a JSON client may write them as decimal strings, and protobuf arrives as such. */
export const int64 = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d{1,20}$/)
    .transform(Number),
])

/** An id of a deal, order or position as it travels; it may be larger than a number can hold. */
export const recordId = z.union([
  z.int().transform(BigInt),
  z
    .string()
    .regex(/^-?\d{1,20}$/)
    .transform(BigInt),
])

const aboutAccount = z.object({ ctidTraderAccountId: int64 })

export function reply(message: string, payload: WirePayload = {}): Outgoing {
  return { message, payload }
}

/** A request that needs no account session. */
export function defineRequest<Request>(
  { message, isHistorical = false, request: schema }: Definition<Request>,
  answer: (request: Request, session: Session) => Answer | Promise<Answer>,
): RequestKind {
  return {
    payloadType: payloadTypeOf(message),
    isHistorical,
    answer: (payload, session) => answer(check(schema, payload), session),
  }
}

/** A request about an account; refused unless that account is authorised on the connection. */
export function defineAccountRequest<Request>(
  { message, isHistorical = false, request: schema }: Definition<Request>,
  answer: (account: TradingAccount, request: Request, session: Session) => Answer | Promise<Answer>,
): RequestKind {
  return {
    payloadType: payloadTypeOf(message),
    isHistorical,
    answer(payload, session) {
      const { ctidTraderAccountId } = check(aboutAccount, payload)
      const account = session.requireAccount(ctidTraderAccountId)
      return answer(account, check(schema, payload), session)
    },
  }
}

function check<T>(schema: z.ZodType<T>, payload: unknown): T {
  const checked = schema.safeParse(payload)
  if (checked.success) return checked.data
  const fields = checked.error.issues.map((issue) => issue.path.join('.')).join(', ')
  throw new OpenApiError('INVALID_REQUEST', `Missing or invalid: ${fields}`)
}
