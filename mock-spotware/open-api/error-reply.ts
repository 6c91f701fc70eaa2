import type { Outgoing } from './envelope'
import type { OpenApiError } from './open-api-error'
import { reply } from './request-kind'

/** Codes of the common family, which travel in ProtoErrorRes. */
const commonErrors = new Set(['UNKNOWN_ERROR', 'UNSUPPORTED_MESSAGE', 'FRAME_TOO_LONG'])

/** A refusal as it goes out; the account is the error's own unless the request named one. */
export function errorReply(error: OpenApiError, accountId = error.accountId): Outgoing {
  const family = commonErrors.has(error.code) ? 'ProtoErrorRes' : 'ProtoOAErrorRes'
  const { maintenanceEndsAt } = error
  if ((error.form ?? family) === 'ProtoErrorRes') {
    return reply('ProtoErrorRes', {
      errorCode: error.code,
      description: error.message,
      // milliseconds here, seconds below
      maintenanceEndTimestamp: maintenanceEndsAt,
    })
  }
  return reply('ProtoOAErrorRes', {
    ctidTraderAccountId: accountId,
    errorCode: error.code,
    description: error.message,
    maintenanceEndTimestamp: maintenanceEndsAt && Math.ceil(maintenanceEndsAt / 1_000),
    retryAfter: error.retryAfter,
  })
}
