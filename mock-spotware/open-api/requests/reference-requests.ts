import { z } from 'zod'
import type { AccountProfile } from '@/mock-spotware/accounts/records'
import { assetById, assetIdOf, type Broker, type BrokerSymbol } from '@/mock-spotware/market/broker'
import {
  type AssetClassName,
  type AssetName,
  assetClassOf,
  assetDigits,
  assetNames,
  type SymbolCategoryName,
} from '@/mock-spotware/market/instruments'
import type { WirePayload } from '@/mock-spotware/open-api/envelope'
import { OpenApiError } from '@/mock-spotware/open-api/open-api-error'
import {
  defineAccountRequest,
  int64,
  type RequestKind,
  reply,
} from '@/mock-spotware/open-api/request-kind'
import { wireTrader } from '@/mock-spotware/open-api/wire-records'
import { wireEnum } from '@/mock-spotware/open-api/wire-schema'
import type { World } from '@/mock-spotware/world'

const assetClasses: readonly AssetClassName[] = ['Forex', 'Metals', 'Indices', 'Crypto']
const categories: readonly SymbolCategoryName[] = [
  'Majors',
  'Crosses',
  'Spot metals',
  'Cash indices',
  'Cryptocurrencies',
]
const MAX_LOTS = 100n

export const referenceRequests: readonly RequestKind[] = [
  defineAccountRequest(
    { message: 'ProtoOATraderReq', request: z.object({}) },
    (account, _request, { world }) =>
      about(account.profile, 'ProtoOATraderRes', { trader: wireTrader(account, world) }),
  ),
  defineAccountRequest({ message: 'ProtoOAAssetListReq', request: z.object({}) }, ({ profile }) =>
    about(profile, 'ProtoOAAssetListRes', {
      asset: assetNames.map((name) => ({
        assetId: assetIdOf(name),
        name,
        displayName: name,
        digits: assetDigits[name],
      })),
    }),
  ),
  defineAccountRequest(
    { message: 'ProtoOAAssetClassListReq', request: z.object({}) },
    ({ profile }) =>
      about(profile, 'ProtoOAAssetClassListRes', {
        assetClass: assetClasses.map((name, index) => ({
          id: index + 1,
          name,
          sortingNumber: index,
        })),
      }),
  ),
  defineAccountRequest(
    { message: 'ProtoOASymbolCategoryListReq', request: z.object({}) },
    ({ profile }) =>
      about(profile, 'ProtoOASymbolCategoryListRes', {
        symbolCategory: categories.map((name, index) => ({
          id: categoryIdOf(name),
          assetClassId: assetClasses.indexOf(assetClassOf[name]) + 1,
          name,
          sortingNumber: index,
        })),
      }),
  ),
  defineAccountRequest(
    {
      message: 'ProtoOASymbolsListReq',
      request: z.object({ includeArchivedSymbols: z.boolean().optional() }),
    },
    ({ profile }, { includeArchivedSymbols }, { world }) => {
      const { listed, archived } = sortOut(profile.broker.symbols, world.clock.now())
      return about(profile, 'ProtoOASymbolsListRes', {
        symbol: listed.map(lightSymbol),
        archivedSymbol: includeArchivedSymbols ? archived.map(archivedSymbol) : [],
      })
    },
  ),
  defineAccountRequest(
    {
      message: 'ProtoOASymbolByIdReq',
      request: z.object({ symbolId: z.array(int64).default([]) }),
    },
    ({ profile }, { symbolId }, { world }) => {
      const wanted = [...new Set(symbolId)].map((id) => findSymbol(profile.broker, id, world))
      const { listed, archived } = sortOut(wanted, world.clock.now())
      return about(profile, 'ProtoOASymbolByIdRes', {
        symbol: listed.map(fullSymbol),
        archivedSymbol: archived.map(archivedSymbol),
      })
    },
  ),
  defineAccountRequest(
    {
      message: 'ProtoOASymbolsForConversionReq',
      request: z.object({ firstAssetId: int64, lastAssetId: int64 }),
    },
    ({ profile }, { firstAssetId, lastAssetId }, { world }) => {
      const [first, last] = [assetById(firstAssetId), assetById(lastAssetId)]
      const { listed } = sortOut(profile.broker.symbols, world.clock.now())
      const chain = first && last && conversionChain(listed, first, last)
      if (!chain) throw new OpenApiError('ENTITY_NOT_FOUND', 'There is no conversion chain')
      return about(profile, 'ProtoOASymbolsForConversionRes', { symbol: chain.map(lightSymbol) })
    },
  ),
]

function about(profile: AccountProfile, message: string, payload: WirePayload) {
  return reply(message, { ctidTraderAccountId: profile.accountId, ...payload })
}

/** Throws SYMBOL_NOT_FOUND, or what that is called today. */
export function findSymbol(broker: Broker, symbolId: number, { behaviour }: World): BrokerSymbol {
  const symbol = broker.symbols.find((candidate) => candidate.symbolId === symbolId)
  if (!symbol) {
    throw new OpenApiError(behaviour.unknownSymbolAnswer, `Symbol ${symbolId} is not found`)
  }
  return symbol
}

/** The symbols to multiply or divide through: one pair, or two that meet in the US dollar. */
function conversionChain(
  symbols: readonly BrokerSymbol[],
  first: AssetName,
  last: AssetName,
): BrokerSymbol[] | undefined {
  const pairOf = (one: AssetName, other: AssetName) =>
    symbols.find(
      ({ base, quote }) => (base === one && quote === other) || (base === other && quote === one),
    )
  const direct = pairOf(first, last)
  if (direct) return [direct]
  const [toUsd, fromUsd] = [pairOf(first, 'USD'), pairOf('USD', last)]
  return toUsd && fromUsd ? [toUsd, fromUsd] : undefined
}

function categoryIdOf(category: SymbolCategoryName): number {
  return categories.indexOf(category) + 1
}

function sortOut(symbols: readonly BrokerSymbol[], now: number) {
  const isArchived = ({ archivedAt }: BrokerSymbol) => archivedAt !== undefined && archivedAt <= now
  return {
    listed: symbols.filter((symbol) => !isArchived(symbol)),
    archived: symbols.filter(isArchived),
  }
}

function archivedSymbol(symbol: BrokerSymbol): WirePayload {
  return {
    symbolId: symbol.symbolId,
    name: symbol.name,
    utcLastUpdateTimestamp: symbol.archivedAt,
    description: symbol.description,
  }
}

function lightSymbol(symbol: BrokerSymbol): WirePayload {
  return {
    symbolId: symbol.symbolId,
    symbolName: symbol.name,
    enabled: true,
    baseAssetId: assetIdOf(symbol.base),
    quoteAssetId: assetIdOf(symbol.quote),
    symbolCategoryId: categoryIdOf(symbol.category),
    description: symbol.description,
    sortingNumber: symbol.symbolId,
  }
}

function fullSymbol(symbol: BrokerSymbol): WirePayload {
  return {
    symbolId: symbol.symbolId,
    digits: symbol.digits,
    pipPosition: symbol.pipPosition,
    enableShortSelling: true,
    guaranteedStopLoss: false,
    swapRollover3Days: wireEnum('ProtoOADayOfWeek', 'WEDNESDAY'),
    swapLong: symbol.swapLongPips,
    swapShort: symbol.swapShortPips,
    maxVolume: symbol.lotSize * MAX_LOTS,
    minVolume: symbol.stepVolume,
    stepVolume: symbol.stepVolume,
    ...commissionFields(symbol),
    scheduleTimeZone: 'UTC',
    tradingMode: wireEnum('ProtoOATradingMode', 'ENABLED'),
    swapCalculationType: wireEnum('ProtoOASwapCalculationType', 'PIPS'),
    lotSize: symbol.lotSize,
    pnlConversionFeeRate: symbol.pnlConversionFeeRate,
    measurementUnits: symbol.base,
  }
}

/** Rates travel times 10^8. */
function commissionFields({ commission }: BrokerSymbol): WirePayload {
  const scaled = (rate: number) => BigInt(Math.round(rate * 100)) * 1_000_000n
  switch (commission.kind) {
    case 'usdPerMillionUsd':
      return {
        commissionType: wireEnum('ProtoOACommissionType', 'USD_PER_MILLION_USD'),
        preciseTradingCommissionRate: scaled(commission.rate),
      }
    case 'usdPerLot':
      return {
        commissionType: wireEnum('ProtoOACommissionType', 'USD_PER_LOT'),
        preciseTradingCommissionRate: scaled(commission.rate),
      }
    case 'none':
      return {
        commissionType: wireEnum('ProtoOACommissionType', 'USD_PER_LOT'),
        preciseTradingCommissionRate: 0,
      }
  }
}
