import { z } from 'zod'
import {
  boundedWindow,
  boundsShape,
  cutToChunk,
  positionWindow,
} from '@/mock-spotware/open-api/history-window'
import { OpenApiError } from '@/mock-spotware/open-api/open-api-error'
import {
  defineAccountRequest,
  type RequestKind,
  recordId,
  reply,
} from '@/mock-spotware/open-api/request-kind'
import { wireDeal, wireOrder, wirePosition } from '@/mock-spotware/open-api/wire-records'
import { dealsOfOrder, requirePosition } from './deal-requests'
import { protectionOrdersOf } from './protection-orders'

export const orderRequests: readonly RequestKind[] = [
  defineAccountRequest(
    { message: 'ProtoOAOrderListReq', isHistorical: true, request: z.object(boundsShape) },
    (account, request, { world }) => {
      const { profile, book } = account
      const window = boundedWindow(request, world.behaviour, world.clock.now())
      const matching = book.ordersUpdatedWithin(window.from, window.to)
      const { rows, hasMore } = cutToChunk(matching, world.behaviour)
      return reply('ProtoOAOrderListRes', {
        ctidTraderAccountId: profile.accountId,
        order: rows.map((order) => wireOrder(order, account)),
        hasMore,
      })
    },
  ),
  defineAccountRequest(
    {
      message: 'ProtoOAOrderListByPositionIdReq',
      isHistorical: true,
      request: z.object({ ...boundsShape, positionId: recordId }),
    },
    (account, request, { world }) => {
      const { profile, book } = account
      const window = positionWindow(request, world.behaviour, world.clock.now())
      const positionId = requirePosition(account, request.positionId)
      const matching = book
        .ordersUpdatedWithin(window.from, window.to)
        .filter((order) => order.positionId === positionId)
      const { rows, hasMore } = cutToChunk(matching, world.behaviour)
      return reply('ProtoOAOrderListByPositionIdRes', {
        ctidTraderAccountId: profile.accountId,
        // the one list whose order is documented: newest update first
        order: rows
          .toSorted((a, b) => b.updatedAt - a.updatedAt)
          .map((order) => wireOrder(order, account)),
        hasMore,
      })
    },
  ),
  defineAccountRequest(
    {
      message: 'ProtoOAOrderDetailsReq',
      isHistorical: true,
      request: z.object({ orderId: recordId }),
    },
    (account, request, { world }) => {
      const { profile, book } = account
      const orderId = account.ids.find(request.orderId)
      const order =
        book.order(orderId) ??
        protectionOrdersOf(account).find((protection) => protection.orderId === orderId)
      if (!order) throw new OpenApiError('ORDER_NOT_FOUND', `Order ${request.orderId} is not found`)
      return reply('ProtoOAOrderDetailsRes', {
        ctidTraderAccountId: profile.accountId,
        order: wireOrder(order, account),
        deal: dealsOfOrder(account, orderId, world).map((deal) => wireDeal(deal, account, world)),
      })
    },
  ),
  defineAccountRequest(
    {
      message: 'ProtoOAReconcileReq',
      request: z.object({ returnProtectionOrders: z.boolean().optional() }),
    },
    (account, { returnProtectionOrders }, { world }) => {
      const { profile, book } = account
      const positions = [...book.openPositions.values()]
      const orders = [
        ...book.orders.filter((order) => order.status === 'ACCEPTED'),
        ...(returnProtectionOrders ? protectionOrdersOf(account) : []),
      ]
      return reply('ProtoOAReconcileRes', {
        ctidTraderAccountId: profile.accountId,
        position: positions.map((position) => wirePosition(position, account, world)),
        order: orders.map((order) => wireOrder(order, account)),
      })
    },
  ),
]
