import { z } from 'zod'
import { LONGEST_TAG, TAG_COLOURS } from '@/lib/domain/tag'
import { text } from '@/lib/text'

// The journal archive, version 1: docs/journal-archive.md says it in words. No id of our rows stands
// in it; accounts, imports and runs are numbered within the archive.

export const ARCHIVE_FORMAT = 'tallybook-journal'
export const ARCHIVE_VERSION = 1

/** The kinds of lines, in the order in which they are written and read. */
export const PARTS = [
  'accounts',
  'symbols',
  'deals',
  'cash-flows',
  'imports',
  'import-rows',
  'sightings',
  'runs',
  'trades',
  'tags',
  'trade-notes',
  'day-notes',
] as const

export type Part = (typeof PARTS)[number]

/** Where the lines of a kind stand: in numbered parts, so that none has to be held whole. */
export function partName(part: Part, number: number): string {
  return `${part}/${String(number).padStart(5, '0')}.jsonl`
}

export function fileNameOf(importNumber: number): string {
  return `files/${String(importNumber).padStart(5, '0')}`
}

const at = z.iso.datetime({ offset: false }).transform((value) => new Date(value))
const id = z
  .string()
  .regex(/^-?\d{1,19}$/)
  .transform((value) => BigInt(value))
const decimal = z.string().regex(/^-?\d{1,20}(\.\d{1,12})?$/)
const number = z.number().int().min(1).max(1_000_000)
const count = z.number().int().min(0).max(2_000_000_000)
const words = text(10_000)
const anything = z.json()

export const Manifest = z.object({
  format: z.literal(ARCHIVE_FORMAT),
  version: z.literal(ARCHIVE_VERSION),
  exportedAt: at,
  timeZone: text(64),
})

export const AccountLine = z.object({
  account: number,
  source: z.enum(['CTRADER', 'FILE']),
  name: words.optional(),
  simulated: z.boolean().default(false),
  ctidTraderAccountId: id.optional(),
  environment: z.enum(['LIVE', 'DEMO']).optional(),
  broker: words.optional(),
  login: id.optional(),
  accountType: words.optional(),
  currency: words.optional(),
  moneyDigits: z.number().int().min(0).max(12),
  registeredAt: at.optional(),
  createdAt: at,
  followedAt: at.optional(),
  historyFrom: at.optional(),
  syncedThrough: at.optional(),
  backfilledAt: at.optional(),
  cashFlowFrom: at.optional(),
  balance: decimal.optional(),
  balanceVersion: id.optional(),
  balanceAt: at.optional(),
  openPositionIds: z.array(id).max(100_000),
})

export const SymbolLine = z.object({
  account: number,
  symbolId: id,
  name: words,
  digits: z.number().int().optional(),
  pipPosition: z.number().int().optional(),
  lotSize: id.optional(),
  assetClass: words.optional(),
  archived: z.boolean(),
})

const executedDeal = {
  dealId: z.string().regex(/^\d{1,19}$/),
  positionKey: words,
  positionId: z.string().regex(/^\d{1,19}$/),
  orderId: z.string().regex(/^\d{1,19}$/),
  symbolId: z.string().regex(/^\d{1,19}$/),
  symbol: words,
  side: z.enum(['BUY', 'SELL']),
  volume: z.string().regex(/^\d{1,19}$/),
  quantity: decimal,
  quantityUnit: words,
  price: decimal,
  executedAt: z.iso.datetime({ offset: false }),
  commission: decimal,
  updatedAt: z.iso.datetime({ offset: false }),
  closedVolume: z.string().regex(/^\d{1,19}$/),
  closedQuantity: decimal,
  entryPrice: decimal,
  gross: decimal,
  swap: decimal,
  closingCommission: decimal,
  conversionFee: decimal,
  net: decimal,
  balanceAfter: decimal,
  balanceVersion: z.string().regex(/^-?\d{1,19}$/),
  positionOpenedAt: z.iso.datetime({ offset: false }),
}

const REQUIRED = {
  positionKey: true,
  symbol: true,
  side: true,
  quantity: true,
  quantityUnit: true,
  price: true,
  executedAt: true,
} as const

/** What the provider told of a deal. What files added to it stands in the sightings. */
export const DealLine = z
  .object(executedDeal)
  .partial()
  .required({ ...REQUIRED, dealId: true })
  .extend({ account: number })

export const CashFlowLine = z.object({
  account: number,
  balanceHistoryId: id,
  operation: words,
  delta: decimal,
  balanceAfter: decimal,
  balanceVersion: id.optional(),
  at,
  note: words.optional(),
})

export const ImportLine = z.object({
  import: number,
  account: number,
  fileName: text(255),
  sizeBytes: count,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  uploadedAt: at,
  state: z.enum(['READING', 'REFUSED', 'READY', 'FAILED', 'DONE', 'UNDONE']),
  choices: anything,
  preview: anything.optional(),
  committedAt: at.optional(),
  undoneAt: at.optional(),
})

export const ImportRowLine = z.object({
  import: number,
  line: z.number().int(),
  verdict: z.enum(['new', 'already-here', 'differs', 'problem', 'not-a-trade']),
  detail: anything,
})

export const SightingLine = z.object({
  import: number,
  line: z.number().int(),
  fingerprint: text(200),
  timeStep: z.union([z.literal(1), z.literal(1_000), z.literal(60_000)]),
  priceDecimals: z.number().int().min(0).max(30),
  apart: z.boolean(),
  inferredPosition: z.boolean(),
  told: z
    .object({ ...executedDeal, label: words, comment: words, channel: words })
    .partial()
    .required({ ...REQUIRED, net: true }),
})

export const RunLine = z.object({
  run: number,
  kind: z.enum(['SYNC', 'IMPORT']),
  trigger: text(40),
  account: number.optional(),
  import: number.optional(),
  /** It is the run whose counts the result of that import shows. */
  isResult: z.boolean().optional(),
  startedAt: at,
  finishedAt: at.optional(),
  coveredFrom: at.optional(),
  coveredTo: at.optional(),
  outcome: z.enum(['COMPLETED', 'FAILED', 'CANCELLED']),
  read: count,
  added: count,
  updated: count,
  skipped: count,
  failed: count,
  removed: count,
  reason: words.optional(),
})

/** Trades follow from the deals: here they are for other programs, and to compare the outcome with. */
export const TradeLine = z.looseObject({ account: number, net: decimal })

export const TagLine = z.object({
  name: text(LONGEST_TAG),
  colour: z.enum(TAG_COLOURS),
  createdAt: at,
})

export const TradeNoteLine = z.object({
  account: number,
  /** The trade it is about, by what it is. */
  positionKey: words,
  symbol: words,
  direction: z.enum(['LONG', 'SHORT']),
  closedAt: at,
  net: decimal,
  /** That trade is not in the journal: its import is undone. */
  tradeIsGone: z.boolean().optional(),
  text: text(1_000_000),
  rating: z.number().int().min(1).max(5).optional(),
  risk: decimal.optional(),
  riskCurrency: words.optional(),
  /** Names of tags. */
  tags: z.array(words).max(1_000),
  createdAt: at,
  updatedAt: at,
})

export const DayNoteLine = z.object({ day: z.iso.date(), text: text(1_000_000), updatedAt: at })
