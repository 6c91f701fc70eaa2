import type { FaultRule } from '@/mock-spotware/faults/fault-rule'
import { OpenApiError } from './open-api-error'

/** What a request is refused with instead of being carried out; undefined for all other faults. */
export function refusalOf({ order, endsAt }: FaultRule): OpenApiError | undefined {
  switch (order.kind) {
    case 'error':
      return new OpenApiError(order.errorCode, order.description ?? 'The mock was told to refuse', {
        retryAfter: order.retryAfter,
        maintenanceEndsAt: order.maintenanceEndAt ? Date.parse(order.maintenanceEndAt) : undefined,
        form: order.form,
      })
    case 'maintenance':
      return new OpenApiError('SERVER_IS_UNDER_MAINTENANCE', 'Server is under maintenance', {
        maintenanceEndsAt: endsAt,
        form: order.form,
      })
    case 'blocked':
      return new OpenApiError('BLOCKED_PAYLOAD_TYPE', 'Too many requests of this type', {
        retryAfter: order.retryAfter,
      })
    default:
      return undefined
  }
}
