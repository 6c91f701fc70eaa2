import { z } from 'zod'
import type { Deal } from '@/mock-spotware/accounts/records'
import type { TradingAccount } from '@/mock-spotware/accounts/trading-account'
import type { WirePayload } from '@/mock-spotware/open-api/envelope'
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
import { wireDeal } from '@/mock-spotware/open-api/wire-records'

const bounds = { fromTimestamp: int64.optional(), toTimestamp: int64.optional() }

export const dealRequests: readonly RequestKind[] = [
  defineAccountRequest(
    {
      message: 'ProtoOADealListReq',
      isHistorical: true,
      request: z.object({ ...bounds, maxRows: z.int().positive().optional() }),
    },
    ({ profile, book }, request, { world }) => {
      const window = boundedWindow(request, world.behaviour, world.clock.now())
      const matching = book.deals.filter((deal) => isWithin(deal.executedAt, window))
      const { rows, hasMore } = cutToChunk(matching, world.behaviour, request.maxRows)
      return reply('ProtoOADealListRes', {
        ctidTraderAccountId: profile.accountId,
        deal: rows.map((deal) => wireDeal(deal, profile, world)),
        hasMore,
      })
    },
  ),
  defineAccountRequest(
    {
      message: 'ProtoOADealListByPositionIdReq',
      isHistorical: true,
      request: z.object({ ...bounds, positionId: int64 }),
    },
    ({ profile, book }, request, { world }) => {
      const window = positionWindow(request, world.behaviour)
      const matching = book.deals.filter(
        (deal) => deal.positionId === request.positionId && isWithin(deal.executedAt, window),
      )
      const { rows, hasMore } = cutToChunk(matching, world.behaviour)
      return reply('ProtoOADealListByPositionIdRes', {
        ctidTraderAccountId: profile.accountId,
        deal: rows.map((deal) => wireDeal(deal, profile, world)),
        hasMore,
      })
    },
  ),
  defineAccountRequest(
    {
      message: 'ProtoOADealOffsetListReq',
      isHistorical: true,
      request: z.object({ dealId: int64 }),
    },
    ({ profile, book }, { dealId }) => {
      const find = (id: number) => book.deals.find((deal) => deal.dealId === id)
      if (!find(dealId)) throw new OpenApiError('ENTITY_NOT_FOUND', `Deal ${dealId} is not found`)
      const closedBy = book.offsets.filter((offset) => offset.openingDealId === dealId)
      const closes = book.offsets.filter((offset) => offset.closingDealId === dealId)
      return reply('ProtoOADealOffsetListRes', {
        ctidTraderAccountId: profile.accountId,
        offsetBy: closedBy.map((one) => wireOffset(find(one.closingDealId), one.volume)),
        offsetting: closes.map((one) => wireOffset(find(one.openingDealId), one.volume)),
      })
    },
  ),
]

/** All deals that filled an order. */
export function dealsOfOrder({ book }: TradingAccount, orderId: number): Deal[] {
  return book.deals.filter((deal) => deal.orderId === orderId)
}

function wireOffset(deal: Deal | undefined, volume: bigint): WirePayload {
  return {
    dealId: deal?.dealId,
    volume,
    executionTimestamp: deal?.executedAt,
    executionPrice: deal?.price,
  }
}
