import { type HttpReply, jsonReply } from '@/mock-spotware/http/reply'

/** Codes are documented by name only; which status goes with them is our choice. */
const statuses = {
  INVALID_REQUEST: 400,
  CHANGE_BALANCE_BAD_AMOUNT: 400,
  EMAIL_NOT_ALLOWED: 400,
  NOT_ENOUGH_RIGHTS: 403,
  WRONG_PASSWORD: 403,
  CH_BROKER_NOT_FOUND: 404,
  TRADER_NOT_FOUND: 404,
  USER_NOT_FOUND: 404,
  TOKEN_NOT_FOUND: 404,
  EMAIL_ALREADY_USED: 409,
  EXTERNAL_ID_ALREADY_USED: 409,
  TRADER_ALREADY_LINKED: 409,
  NOT_ENOUGH_MONEY: 409,
} as const

export type BackendErrorCode = keyof typeof statuses

/** `description` is for the person who wrote the call, and never repeats what was sent. */
export function refuseCall(
  errorCode: BackendErrorCode,
  description: string,
  status: number = statuses[errorCode],
): HttpReply {
  return jsonReply({ errorCode, description }, status)
}
