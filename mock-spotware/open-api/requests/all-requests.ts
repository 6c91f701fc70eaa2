import type { RequestKind } from '@/mock-spotware/open-api/request-kind'
import { applicationRequests } from './application-requests'
import { cashFlowRequests } from './cash-flow-requests'
import { dealRequests } from './deal-requests'
import { grantRequests } from './grant-requests'
import { orderRequests } from './order-requests'
import { referenceRequests } from './reference-requests'
import { trendbarRequests } from './trendbar-requests'

const allRequests: readonly RequestKind[] = [
  ...applicationRequests,
  ...grantRequests,
  ...referenceRequests,
  ...dealRequests,
  ...orderRequests,
  ...cashFlowRequests,
  ...trendbarRequests,
]

const requestByPayloadType = new Map(allRequests.map((kind) => [kind.payloadType, kind]))

export function requestKindOf(payloadType: number): RequestKind | undefined {
  return requestByPayloadType.get(payloadType)
}
