import { z } from 'zod'
import {
  boundedWindow,
  cutToChunk,
  isWithin,
  positionWindow,
} from '@/mock-spotware/open-api/history-window'
import { OpenApiError } from '@/mock-spotware/open-api/open-api-error'
import {
  defineAccountRequest,
  int64,
  type RequestKind,
  reply,
} from '@/mock-spotware/open-api/request-kind'
import { wireDeal, wireOrder, wirePosition } from '@/mock-spotware/open-api/wire-records'
import { dealsOfOrder } from './deal-requests'

const bounds = { fromTimestamp: int64.optional(), toTimestamp: int64.optional() }

export const orderRequests: readonly RequestKind[] = [
  defineAccountRequest(
    { message: 'ProtoOAOrderListReq', isHistorical: true, request: z.object(bounds) },
    ({ profile, book }, request, { world }) => {
      const window = boundedWindow(request, world.behaviour, world.clock.now())
      const matching = book.orders.filter((order) => isWithin(order.updatedAt, window))
      const { rows, hasMore } = cutToChunk(matching, world.behaviour)
      return reply('ProtoOAOrderListRes', {
        ctidTraderAccountId: profile.accountId,
        order: rows.map(wireOrder),
        hasMore,
      })
    },
  ),
  defineAccountRequest(
    {
      message: 'ProtoOAOrderListByPositionIdReq',
      isHistorical: true,
      request: z.object({ ...bounds, positionId: int64 }),
    },
    ({ profile, book }, request, { world }) => {
      const window = positionWindow(request, world.behaviour)
      const matching = book.orders.filter(
        (order) => order.positionId === request.positionId && isWithin(order.updatedAt, window),
      )
      const { rows, hasMore } = cutToChunk(matching, world.behaviour)
      return reply('ProtoOAOrderListByPositionIdRes', {
        ctidTraderAccountId: profile.accountId,
        // the one list whose order is documented: newest update first
        order: rows.toSorted((a, b) => b.updatedAt - a.updatedAt).map(wireOrder),
        hasMore,
      })
    },
  ),
  defineAccountRequest(
    {
      message: 'ProtoOAOrderDetailsReq',
      isHistorical: true,
      request: z.object({ orderId: int64 }),
    },
    (account, { orderId }, { world }) => {
      const { profile, book } = account
      const order = book.orders.find((candidate) => candidate.orderId === orderId)
      if (!order) throw new OpenApiError('ORDER_NOT_FOUND', `Order ${orderId} is not found`)
      return reply('ProtoOAOrderDetailsRes', {
        ctidTraderAccountId: profile.accountId,
        order: wireOrder(order),
        deal: dealsOfOrder(account, orderId).map((deal) => wireDeal(deal, profile, world)),
      })
    },
  ),
  defineAccountRequest(
    {
      message: 'ProtoOAReconcileReq',
      request: z.object({ returnProtectionOrders: z.boolean().optional() }),
    },
    (account, _request, { world }) => {
      const { profile, book } = account
      const positions = [...book.openPositions.values()]
      return reply('ProtoOAReconcileRes', {
        ctidTraderAccountId: profile.accountId,
        position: positions.map((position) => wirePosition(position, account, world)),
        order: book.orders.filter((order) => order.status === 'ACCEPTED').map(wireOrder),
      })
    },
  ),
]
