import { STATUS_CODES } from 'node:http'
import { type HttpReply, jsonReply } from '@/mock-spotware/http/reply'

export type ContractErrorCode =
  | 'MISSING_REQUIRED_PARAMETER'
  | 'CH_CLIENT_AUTH_FAILURE'
  | 'CH_INSUFFICIENT_PERMISSIONS'
  | 'CID_TOKEN_EXPIRED'
  | 'CID_NON_EXISTED_TOKEN'

/** The error body of the five endpoints. Where the documents name no code there is none. */
export function contractError(
  status: number,
  message: string,
  code?: ContractErrorCode,
): HttpReply {
  const error = STATUS_CODES[status] ?? 'Error'
  return jsonReply({ error, message, ...(code && { code }) }, status)
}

export function authFailure(message: string): HttpReply {
  return contractError(403, message, 'CH_CLIENT_AUTH_FAILURE')
}
