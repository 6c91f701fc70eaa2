/**
 * The wire of the cTrader Open API as far as a read-only journal needs it: one table from which
 * both codecs come. Numbers and labels are those of Spotware's published schema (Open API notes
 * §6–§7). It holds read messages only: this client cannot even encode an order.
 */

type Label = 'required' | 'optional' | 'repeated'
type FieldSpec = readonly [number: number, type: string, label: Label]
type MessageSpec = { readonly payloadType?: number; readonly fields: Record<string, FieldSpec> }

const required = <T extends string>(number: number, type: T) => [number, type, 'required'] as const
const optional = <T extends string>(number: number, type: T) => [number, type, 'optional'] as const
const repeated = <T extends string>(number: number, type: T) => [number, type, 'repeated'] as const

export const ENUMS = {
  PermissionScope: { SCOPE_VIEW: 0, SCOPE_TRADE: 1 },
  AccountType: { HEDGED: 0, NETTED: 1, SPREAD_BETTING: 2 },
  TradeSide: { BUY: 1, SELL: 2 },
  DealStatus: {
    FILLED: 2,
    PARTIALLY_FILLED: 3,
    REJECTED: 4,
    INTERNALLY_REJECTED: 5,
    ERROR: 6,
    MISSED: 7,
  },
  ChangeBalanceType: {
    BALANCE_DEPOSIT: 0,
    BALANCE_WITHDRAW: 1,
    BALANCE_DEPOSIT_STRATEGY_COMMISSION_INNER: 3,
    BALANCE_WITHDRAW_STRATEGY_COMMISSION_INNER: 4,
    BALANCE_DEPOSIT_IB_COMMISSIONS: 5,
    BALANCE_WITHDRAW_IB_SHARED_PERCENTAGE: 6,
    BALANCE_DEPOSIT_IB_SHARED_PERCENTAGE_FROM_SUB_IB: 7,
    BALANCE_DEPOSIT_IB_SHARED_PERCENTAGE_FROM_BROKER: 8,
    BALANCE_DEPOSIT_REBATE: 9,
    BALANCE_WITHDRAW_REBATE: 10,
    BALANCE_DEPOSIT_STRATEGY_COMMISSION_OUTER: 11,
    BALANCE_WITHDRAW_STRATEGY_COMMISSION_OUTER: 12,
    BALANCE_WITHDRAW_BONUS_COMPENSATION: 13,
    BALANCE_WITHDRAW_IB_SHARED_PERCENTAGE_TO_BROKER: 14,
    BALANCE_DEPOSIT_DIVIDENDS: 15,
    BALANCE_WITHDRAW_DIVIDENDS: 16,
    BALANCE_WITHDRAW_GSL_CHARGE: 17,
    BALANCE_WITHDRAW_ROLLOVER: 18,
    BALANCE_DEPOSIT_NONWITHDRAWABLE_BONUS: 19,
    BALANCE_WITHDRAW_NONWITHDRAWABLE_BONUS: 20,
    BALANCE_DEPOSIT_SWAP: 21,
    BALANCE_WITHDRAW_SWAP: 22,
    BALANCE_DEPOSIT_MANAGEMENT_FEE: 27,
    BALANCE_WITHDRAW_MANAGEMENT_FEE: 28,
    BALANCE_DEPOSIT_PERFORMANCE_FEE: 29,
    BALANCE_WITHDRAW_FOR_SUBACCOUNT: 30,
    BALANCE_DEPOSIT_TO_SUBACCOUNT: 31,
    BALANCE_WITHDRAW_FROM_SUBACCOUNT: 32,
    BALANCE_DEPOSIT_FROM_SUBACCOUNT: 33,
    BALANCE_WITHDRAW_COPY_FEE: 34,
    BALANCE_WITHDRAW_INACTIVITY_FEE: 35,
    BALANCE_DEPOSIT_TRANSFER: 36,
    BALANCE_WITHDRAW_TRANSFER: 37,
    BALANCE_DEPOSIT_CONVERTED_BONUS: 38,
    BALANCE_DEPOSIT_NEGATIVE_BALANCE_PROTECTION: 39,
  },
} as const satisfies Record<string, Record<string, number>>

export const MESSAGES = {
  // Envelope and common
  ErrorRes: {
    payloadType: 50,
    fields: {
      errorCode: required(2, 'string'),
      description: optional(3, 'string'),
      maintenanceEndTimestamp: optional(4, 'uint64'),
    },
  },
  HeartbeatEvent: { payloadType: 51, fields: {} },
  OAErrorRes: {
    payloadType: 2142,
    fields: {
      ctidTraderAccountId: optional(2, 'int64'),
      errorCode: required(3, 'string'),
      description: optional(4, 'string'),
      maintenanceEndTimestamp: optional(5, 'int64'),
      retryAfter: optional(6, 'uint64'),
    },
  },

  // Application, token, accounts
  ApplicationAuthReq: {
    payloadType: 2100,
    fields: { clientId: required(2, 'string'), clientSecret: required(3, 'string') },
  },
  ApplicationAuthRes: { payloadType: 2101, fields: {} },
  VersionReq: { payloadType: 2104, fields: {} },
  VersionRes: { payloadType: 2105, fields: { version: required(2, 'string') } },
  AccountAuthReq: {
    payloadType: 2102,
    fields: { ctidTraderAccountId: required(2, 'int64'), accessToken: required(3, 'string') },
  },
  AccountAuthRes: { payloadType: 2103, fields: { ctidTraderAccountId: required(2, 'int64') } },
  AccountLogoutReq: { payloadType: 2162, fields: { ctidTraderAccountId: required(2, 'int64') } },
  AccountLogoutRes: { payloadType: 2163, fields: { ctidTraderAccountId: required(2, 'int64') } },
  GetAccountListByAccessTokenReq: {
    payloadType: 2149,
    fields: { accessToken: required(2, 'string') },
  },
  GetAccountListByAccessTokenRes: {
    payloadType: 2150,
    fields: {
      permissionScope: optional(3, 'PermissionScope'),
      ctidTraderAccount: repeated(4, 'CtidTraderAccount'),
    },
  },
  CtidTraderAccount: {
    fields: {
      ctidTraderAccountId: required(1, 'uint64'),
      isLive: optional(2, 'bool'),
      traderLogin: optional(3, 'int64'),
      lastClosingDealTimestamp: optional(4, 'int64'),
      lastBalanceUpdateTimestamp: optional(5, 'int64'),
      brokerTitleShort: optional(6, 'string'),
    },
  },
  GetCtidProfileByTokenReq: { payloadType: 2151, fields: { accessToken: required(2, 'string') } },
  GetCtidProfileByTokenRes: { payloadType: 2152, fields: { profile: required(2, 'CtidProfile') } },
  CtidProfile: { fields: { userId: required(1, 'int64') } },

  // Account record and reference data
  TraderReq: { payloadType: 2121, fields: { ctidTraderAccountId: required(2, 'int64') } },
  TraderRes: {
    payloadType: 2122,
    fields: { ctidTraderAccountId: required(2, 'int64'), trader: required(3, 'Trader') },
  },
  Trader: {
    fields: {
      ctidTraderAccountId: required(1, 'int64'),
      balance: required(2, 'int64'),
      balanceVersion: optional(3, 'int64'),
      depositAssetId: required(8, 'int64'),
      traderLogin: optional(14, 'int64'),
      accountType: optional(15, 'AccountType'),
      brokerName: optional(16, 'string'),
      registrationTimestamp: optional(17, 'int64'),
      moneyDigits: optional(20, 'uint32'),
    },
  },
  AssetListReq: { payloadType: 2112, fields: { ctidTraderAccountId: required(2, 'int64') } },
  AssetListRes: {
    payloadType: 2113,
    fields: { ctidTraderAccountId: required(2, 'int64'), asset: repeated(3, 'Asset') },
  },
  Asset: {
    fields: {
      assetId: required(1, 'int64'),
      name: required(2, 'string'),
      digits: optional(4, 'int32'),
    },
  },
  AssetClassListReq: { payloadType: 2153, fields: { ctidTraderAccountId: required(2, 'int64') } },
  AssetClassListRes: {
    payloadType: 2154,
    fields: { ctidTraderAccountId: required(2, 'int64'), assetClass: repeated(3, 'AssetClass') },
  },
  AssetClass: { fields: { id: optional(1, 'int64'), name: optional(2, 'string') } },
  SymbolCategoryListReq: {
    payloadType: 2160,
    fields: { ctidTraderAccountId: required(2, 'int64') },
  },
  SymbolCategoryListRes: {
    payloadType: 2161,
    fields: {
      ctidTraderAccountId: required(2, 'int64'),
      symbolCategory: repeated(3, 'SymbolCategory'),
    },
  },
  SymbolCategory: {
    fields: {
      id: required(1, 'int64'),
      assetClassId: required(2, 'int64'),
      name: required(3, 'string'),
    },
  },
  SymbolsListReq: {
    payloadType: 2114,
    fields: {
      ctidTraderAccountId: required(2, 'int64'),
      includeArchivedSymbols: optional(3, 'bool'),
    },
  },
  SymbolsListRes: {
    payloadType: 2115,
    fields: {
      ctidTraderAccountId: required(2, 'int64'),
      symbol: repeated(3, 'LightSymbol'),
      archivedSymbol: repeated(4, 'ArchivedSymbol'),
    },
  },
  LightSymbol: {
    fields: {
      symbolId: required(1, 'int64'),
      symbolName: optional(2, 'string'),
      symbolCategoryId: optional(6, 'int64'),
    },
  },
  ArchivedSymbol: { fields: { symbolId: required(1, 'int64'), name: required(2, 'string') } },
  SymbolByIdReq: {
    payloadType: 2116,
    fields: { ctidTraderAccountId: required(2, 'int64'), symbolId: repeated(3, 'int64') },
  },
  SymbolByIdRes: {
    payloadType: 2117,
    fields: {
      ctidTraderAccountId: required(2, 'int64'),
      symbol: repeated(3, 'SymbolRecord'),
      archivedSymbol: repeated(4, 'ArchivedSymbol'),
    },
  },
  SymbolRecord: {
    fields: {
      symbolId: required(1, 'int64'),
      digits: required(2, 'int32'),
      pipPosition: required(3, 'int32'),
      lotSize: optional(30, 'int64'),
    },
  },

  // History
  DealListReq: {
    payloadType: 2133,
    fields: {
      ctidTraderAccountId: required(2, 'int64'),
      fromTimestamp: optional(3, 'int64'),
      toTimestamp: optional(4, 'int64'),
    },
  },
  DealListRes: {
    payloadType: 2134,
    fields: {
      ctidTraderAccountId: required(2, 'int64'),
      deal: repeated(3, 'DealRecord'),
      hasMore: required(4, 'bool'),
    },
  },
  DealListByPositionIdReq: {
    payloadType: 2179,
    fields: {
      ctidTraderAccountId: required(2, 'int64'),
      positionId: required(3, 'int64'),
      fromTimestamp: optional(4, 'int64'),
      toTimestamp: optional(5, 'int64'),
    },
  },
  DealListByPositionIdRes: {
    payloadType: 2180,
    fields: {
      ctidTraderAccountId: required(2, 'int64'),
      deal: repeated(3, 'DealRecord'),
      hasMore: required(4, 'bool'),
    },
  },
  DealRecord: {
    fields: {
      dealId: required(1, 'int64'),
      orderId: required(2, 'int64'),
      positionId: required(3, 'int64'),
      filledVolume: required(5, 'int64'),
      symbolId: required(6, 'int64'),
      executionTimestamp: required(8, 'int64'),
      utcLastUpdateTimestamp: optional(9, 'int64'),
      executionPrice: optional(10, 'double'),
      tradeSide: required(11, 'TradeSide'),
      dealStatus: required(12, 'DealStatus'),
      commission: optional(14, 'int64'),
      closePositionDetail: optional(16, 'ClosePositionDetail'),
      moneyDigits: optional(17, 'uint32'),
    },
  },
  ClosePositionDetail: {
    fields: {
      entryPrice: required(1, 'double'),
      grossProfit: required(2, 'int64'),
      swap: required(3, 'int64'),
      commission: required(4, 'int64'),
      balance: required(5, 'int64'),
      closedVolume: optional(7, 'int64'),
      balanceVersion: optional(8, 'int64'),
      moneyDigits: optional(9, 'uint32'),
      pnlConversionFee: optional(10, 'int64'),
    },
  },
  ReconcileReq: { payloadType: 2124, fields: { ctidTraderAccountId: required(2, 'int64') } },
  ReconcileRes: {
    payloadType: 2125,
    fields: { ctidTraderAccountId: required(2, 'int64'), position: repeated(3, 'OpenPosition') },
  },
  OpenPosition: { fields: { positionId: required(1, 'int64') } },
  CashFlowHistoryListReq: {
    payloadType: 2143,
    fields: {
      ctidTraderAccountId: required(2, 'int64'),
      fromTimestamp: required(3, 'int64'),
      toTimestamp: required(4, 'int64'),
    },
  },
  CashFlowHistoryListRes: {
    payloadType: 2144,
    fields: {
      ctidTraderAccountId: required(2, 'int64'),
      depositWithdraw: repeated(3, 'DepositWithdraw'),
    },
  },
  DepositWithdraw: {
    fields: {
      operationType: required(1, 'ChangeBalanceType'),
      balanceHistoryId: required(2, 'int64'),
      balance: required(3, 'int64'),
      delta: required(4, 'int64'),
      changeBalanceTimestamp: required(5, 'int64'),
      externalNote: optional(6, 'string'),
      balanceVersion: optional(7, 'int64'),
      moneyDigits: optional(9, 'uint32'),
    },
  },

  // Events: what they announce is read again, so only the account they concern is decoded
  AccountsTokenInvalidatedEvent: {
    payloadType: 2147,
    fields: { ctidTraderAccountIds: repeated(2, 'int64'), reason: optional(3, 'string') },
  },
  ClientDisconnectEvent: { payloadType: 2148, fields: { reason: optional(2, 'string') } },
  AccountDisconnectEvent: {
    payloadType: 2164,
    fields: { ctidTraderAccountId: required(2, 'int64') },
  },
  TraderUpdatedEvent: { payloadType: 2123, fields: { ctidTraderAccountId: required(2, 'int64') } },
  ExecutionEvent: { payloadType: 2126, fields: { ctidTraderAccountId: required(2, 'int64') } },
} as const satisfies Record<string, MessageSpec>

export type EnumName = keyof typeof ENUMS
export type MessageName = keyof typeof MESSAGES

type Fields<Name extends MessageName> = (typeof MESSAGES)[Name]['fields']

type ValueOf<Type> = Type extends 'int64' | 'uint64'
  ? bigint
  : Type extends 'string'
    ? string
    : Type extends 'bool'
      ? boolean
      : Type extends 'double' | 'int32' | 'uint32' | EnumName
        ? number
        : Type extends MessageName
          ? Message<Type>
          : never

type Labelled<F, Wanted extends Label> = {
  [K in keyof F as F[K] extends readonly [number, string, Wanted]
    ? K
    : never]: F[K] extends readonly [number, infer Type, Label]
    ? Wanted extends 'repeated'
      ? ValueOf<Type>[]
      : ValueOf<Type>
    : never
}

/** A message as our code sees it: 64-bit integers are bigint, enums their numbers. */
export type Message<Name extends MessageName> = Labelled<Fields<Name>, 'required'> &
  Labelled<Fields<Name>, 'repeated'> &
  Partial<Labelled<Fields<Name>, 'optional'>>

/** Requests and the answer that belongs to each. */
export const ANSWERS = {
  ApplicationAuthReq: 'ApplicationAuthRes',
  VersionReq: 'VersionRes',
  AccountAuthReq: 'AccountAuthRes',
  AccountLogoutReq: 'AccountLogoutRes',
  GetAccountListByAccessTokenReq: 'GetAccountListByAccessTokenRes',
  GetCtidProfileByTokenReq: 'GetCtidProfileByTokenRes',
  TraderReq: 'TraderRes',
  AssetListReq: 'AssetListRes',
  AssetClassListReq: 'AssetClassListRes',
  SymbolCategoryListReq: 'SymbolCategoryListRes',
  SymbolsListReq: 'SymbolsListRes',
  SymbolByIdReq: 'SymbolByIdRes',
  DealListReq: 'DealListRes',
  DealListByPositionIdReq: 'DealListByPositionIdRes',
  ReconcileReq: 'ReconcileRes',
  CashFlowHistoryListReq: 'CashFlowHistoryListRes',
} as const satisfies Partial<Record<MessageName, MessageName>>

export type RequestName = keyof typeof ANSWERS
export type Answer<Name extends RequestName> = Message<(typeof ANSWERS)[Name]>

/** Requests that count against the small budget for history (Open API notes §5). */
export const HISTORICAL: ReadonlySet<RequestName> = new Set([
  'DealListReq',
  'DealListByPositionIdReq',
  'CashFlowHistoryListReq',
])

export const PAYLOAD_NAMES: ReadonlyMap<number, MessageName> = new Map(
  Object.entries(MESSAGES).flatMap(([name, spec]) =>
    'payloadType' in spec ? [[spec.payloadType, name as MessageName] as const] : [],
  ),
)
