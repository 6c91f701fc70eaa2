export const assetNames = [
  'EUR',
  'USD',
  'GBP',
  'JPY',
  'CHF',
  'CAD',
  'AUD',
  'XAU',
  'GER40',
  'US500',
  'JPN225',
  'BTC',
] as const
export type AssetName = (typeof assetNames)[number]

/** Decimal places money in that asset is shown with. */
export const assetDigits: Record<AssetName, number> = {
  EUR: 2,
  USD: 2,
  GBP: 2,
  JPY: 0,
  CHF: 2,
  CAD: 2,
  AUD: 2,
  XAU: 3,
  GER40: 2,
  US500: 2,
  JPN225: 0,
  BTC: 8,
}

export type AssetClassName = 'Forex' | 'Metals' | 'Indices' | 'Crypto'
export type SymbolCategoryName =
  | 'Majors'
  | 'Crosses'
  | 'Spot metals'
  | 'Cash indices'
  | 'Cryptocurrencies'

/** How a broker charges for an execution, per side. */
export type CommissionRule =
  | { kind: 'usdPerMillionUsd'; rate: number }
  | { kind: 'usdPerLot'; rate: number }
  | { kind: 'none' }

export interface Instrument {
  name: string
  description: string
  base: AssetName
  quote: AssetName
  category: SymbolCategoryName
  /** Decimal places of the price. */
  digits: number
  /** Decimal place of one pip. */
  pipPosition: number
  /** Volume of one lot, in cents of a unit. */
  lotSize: bigint
  /** Smallest volume and step, in cents of a unit. */
  stepVolume: bigint
  spreadPips: number
  /** Overnight charge in pips, negative when charged. */
  swapLongPips: number
  swapShortPips: number
  commission: CommissionRule
  /** In units of 0.01 % of the gross profit, when quote and deposit asset differ. */
  pnlConversionFeeRate: number
}

const forexLot = { lotSize: 10_000_000n, stepVolume: 100_000n, pnlConversionFeeRate: 0 } as const
const forexCommission: CommissionRule = { kind: 'usdPerMillionUsd', rate: 30 }
const fiveDigits = { digits: 5, pipPosition: 4 } as const
const threeDigits = { digits: 3, pipPosition: 2 } as const

export const instruments: readonly Instrument[] = [
  {
    ...forexLot,
    ...fiveDigits,
    name: 'EURUSD',
    description: 'Euro vs US Dollar',
    base: 'EUR',
    quote: 'USD',
    category: 'Majors',
    spreadPips: 0.2,
    swapLongPips: -0.72,
    swapShortPips: 0.31,
    commission: forexCommission,
  },
  {
    ...forexLot,
    ...fiveDigits,
    name: 'GBPUSD',
    description: 'British Pound vs US Dollar',
    base: 'GBP',
    quote: 'USD',
    category: 'Majors',
    spreadPips: 0.4,
    swapLongPips: -0.35,
    swapShortPips: -0.28,
    commission: forexCommission,
  },
  {
    ...forexLot,
    ...threeDigits,
    name: 'USDJPY',
    description: 'US Dollar vs Japanese Yen',
    base: 'USD',
    quote: 'JPY',
    category: 'Majors',
    spreadPips: 0.3,
    swapLongPips: 1.12,
    swapShortPips: -2.05,
    commission: forexCommission,
  },
  {
    ...forexLot,
    ...fiveDigits,
    name: 'AUDUSD',
    description: 'Australian Dollar vs US Dollar',
    base: 'AUD',
    quote: 'USD',
    category: 'Majors',
    spreadPips: 0.3,
    swapLongPips: -0.31,
    swapShortPips: 0.06,
    commission: forexCommission,
  },
  {
    ...forexLot,
    ...fiveDigits,
    name: 'USDCAD',
    description: 'US Dollar vs Canadian Dollar',
    base: 'USD',
    quote: 'CAD',
    category: 'Majors',
    spreadPips: 0.4,
    swapLongPips: 0.24,
    swapShortPips: -0.81,
    commission: forexCommission,
  },
  {
    ...forexLot,
    ...fiveDigits,
    name: 'USDCHF',
    description: 'US Dollar vs Swiss Franc',
    base: 'USD',
    quote: 'CHF',
    category: 'Majors',
    spreadPips: 0.4,
    swapLongPips: 0.62,
    swapShortPips: -1.14,
    commission: forexCommission,
  },
  {
    ...forexLot,
    ...fiveDigits,
    name: 'EURGBP',
    description: 'Euro vs British Pound',
    base: 'EUR',
    quote: 'GBP',
    category: 'Crosses',
    spreadPips: 0.5,
    swapLongPips: -0.58,
    swapShortPips: 0.12,
    commission: forexCommission,
  },
  {
    ...forexLot,
    ...threeDigits,
    name: 'EURJPY',
    description: 'Euro vs Japanese Yen',
    base: 'EUR',
    quote: 'JPY',
    category: 'Crosses',
    spreadPips: 0.6,
    swapLongPips: 0.44,
    swapShortPips: -1.51,
    commission: forexCommission,
  },
  {
    name: 'XAUUSD',
    description: 'Gold vs US Dollar',
    base: 'XAU',
    quote: 'USD',
    category: 'Spot metals',
    digits: 2,
    pipPosition: 1,
    lotSize: 10_000n,
    stepVolume: 100n,
    spreadPips: 1.6,
    swapLongPips: -5.9,
    swapShortPips: 2.1,
    commission: { kind: 'usdPerLot', rate: 3 },
    pnlConversionFeeRate: 50,
  },
  {
    name: 'GER40',
    description: 'Germany 40',
    base: 'GER40',
    quote: 'EUR',
    category: 'Cash indices',
    digits: 1,
    pipPosition: 0,
    lotSize: 100n,
    stepVolume: 10n,
    spreadPips: 1.2,
    swapLongPips: -2.6,
    swapShortPips: -0.4,
    commission: { kind: 'none' },
    pnlConversionFeeRate: 50,
  },
  {
    name: 'US500',
    description: 'US 500',
    base: 'US500',
    quote: 'USD',
    category: 'Cash indices',
    digits: 1,
    pipPosition: 0,
    lotSize: 100n,
    stepVolume: 10n,
    spreadPips: 0.5,
    swapLongPips: -0.9,
    swapShortPips: 0.2,
    commission: { kind: 'none' },
    pnlConversionFeeRate: 50,
  },
]

/** What only some brokers have. */
export const rareInstruments: readonly Instrument[] = [
  {
    ...forexLot,
    ...threeDigits,
    name: 'GBPJPY',
    description: 'British Pound vs Japanese Yen',
    base: 'GBP',
    quote: 'JPY',
    category: 'Crosses',
    spreadPips: 1.1,
    swapLongPips: 1.62,
    swapShortPips: -3.4,
    commission: forexCommission,
  },
  {
    name: 'JPN225',
    description: 'Japan 225',
    base: 'JPN225',
    quote: 'JPY',
    category: 'Cash indices',
    digits: 0,
    pipPosition: 0,
    lotSize: 1_000n,
    stepVolume: 100n,
    spreadPips: 8,
    swapLongPips: -3.1,
    swapShortPips: 1.2,
    commission: { kind: 'none' },
    pnlConversionFeeRate: 50,
  },
  {
    name: 'BTCUSD',
    description: 'Bitcoin vs US Dollar',
    base: 'BTC',
    quote: 'USD',
    category: 'Cryptocurrencies',
    digits: 2,
    pipPosition: 0,
    lotSize: 100n,
    stepVolume: 1n,
    spreadPips: 24,
    swapLongPips: -19,
    swapShortPips: 4,
    commission: { kind: 'usdPerLot', rate: 12 },
    pnlConversionFeeRate: 50,
  },
]

export const assetClassOf: Record<SymbolCategoryName, AssetClassName> = {
  Majors: 'Forex',
  Crosses: 'Forex',
  'Spot metals': 'Metals',
  'Cash indices': 'Indices',
  Cryptocurrencies: 'Crypto',
}
