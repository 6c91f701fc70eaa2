import { z } from 'zod'
import type { Deal } from '@/mock-spotware/accounts/records'
import type { TradingAccount } from '@/mock-spotware/accounts/trading-account'
import type { WirePayload } from '@/mock-spotware/open-api/envelope'
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
import { wireDeal } from '@/mock-spotware/open-api/wire-records'
import type { World } from '@/mock-spotware/world'

export const dealRequests: readonly RequestKind[] = [
  defineAccountRequest(
    {
      message: 'ProtoOADealListReq',
      isHistorical: true,
      request: z.object({ ...boundsShape, maxRows: z.int().positive().optional() }),
    },
    (account, request, { world }) => {
      const { profile, book } = account
      const window = boundedWindow(request, world.behaviour, world.clock.now())
      const matching = listedDeals(book.dealsWithin(window.from, window.to), world)
      const { rows, hasMore } = cutToChunk(matching, world.behaviour, request.maxRows)
      return reply('ProtoOADealListRes', {
        ctidTraderAccountId: profile.accountId,
        deal: rows.map((deal) => wireDeal(deal, account, world)),
        hasMore,
      })
    },
  ),
  defineAccountRequest(
    {
      message: 'ProtoOADealListByPositionIdReq',
      isHistorical: true,
      request: z.object({ ...boundsShape, positionId: recordId }),
    },
    (account, request, { world }) => {
      const { profile, book } = account
      const window = positionWindow(request, world.behaviour, world.clock.now())
      const positionId = requirePosition(account, request.positionId)
      const matching = listedDeals(book.dealsWithin(window.from, window.to), world)
      const { rows, hasMore } = cutToChunk(
        matching.filter((deal) => deal.positionId === positionId),
        world.behaviour,
      )
      return reply('ProtoOADealListByPositionIdRes', {
        ctidTraderAccountId: profile.accountId,
        deal: rows.map((deal) => wireDeal(deal, account, world)),
        hasMore,
      })
    },
  ),
  defineAccountRequest(
    {
      message: 'ProtoOADealOffsetListReq',
      isHistorical: true,
      request: z.object({ dealId: recordId }),
    },
    (account, request, { world }) => {
      const { profile, book } = account
      const dealId = account.ids.find(request.dealId)
      const listed = (id: number) => {
        const deal = book.deal(id)
        return deal ? listedDeals([deal], world) : []
      }
      if (listed(dealId).length === 0) {
        throw new OpenApiError('ENTITY_NOT_FOUND', `Deal ${request.dealId} is not found`)
      }
      const closedBy = book.offsets.filter((offset) => offset.openingDealId === dealId)
      const closes = book.offsets.filter((offset) => offset.closingDealId === dealId)
      const offset = (id: number, volume: bigint) =>
        listed(id).map((deal) => wireOffset(deal, volume, account))
      return reply('ProtoOADealOffsetListRes', {
        ctidTraderAccountId: profile.accountId,
        offsetBy: closedBy.flatMap((one) => offset(one.closingDealId, one.volume)),
        offsetting: closes.flatMap((one) => offset(one.openingDealId, one.volume)),
      })
    },
  ),
]

/** All deals that filled an order. */
export function dealsOfOrder({ book }: TradingAccount, orderId: number, world: World): Deal[] {
  return listedDeals(book.deals, world).filter((deal) => deal.orderId === orderId)
}

/** The id in the books. Throws POSITION_NOT_FOUND when the account never had such a position. */
export function requirePosition({ book, ids }: TradingAccount, shownId: bigint): number {
  const positionId = ids.find(shownId)
  if (book.orders.some((order) => order.positionId === positionId)) return positionId
  throw new OpenApiError('POSITION_NOT_FOUND', `Position ${shownId} is not found`)
}

/** Without those that were executed so recently that the lists do not have them yet. */
function listedDeals(deals: readonly Deal[], { behaviour, clock }: World): readonly Deal[] {
  if (behaviour.dealLagSeconds === 0) return deals
  const latest = clock.now() - behaviour.dealLagSeconds * 1_000
  return deals.filter(({ executedAt }) => executedAt <= latest)
}

function wireOffset(deal: Deal, volume: bigint, { ids }: TradingAccount): WirePayload {
  return {
    dealId: ids.show(deal.dealId),
    volume,
    executionTimestamp: deal.executedAt,
    executionPrice: deal.price,
  }
}
