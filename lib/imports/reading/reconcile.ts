import type { Side } from '@/lib/domain/deal'
import {
  type FigureField,
  type Figures,
  figuresThatDiffer,
  type KnownDeal,
  type MatchedBy,
  meet,
  samePrice,
  type ToldDeal,
} from '@/lib/domain/deal-identity'
import { Dec } from '@/lib/domain/decimal'
import { asWritten } from './exact'
import { fingerprint } from './fingerprint'
import type { Direction, ImportedDeal, TimePrecision } from './types'

/** A closing deal the account already has, from a sync or an earlier file. */
export type ExistingClosing = KnownDeal & {
  ref: string
  figures: Figures
  entryPrice: Dec
}

export type Difference = {
  field: 'symbol' | 'direction' | 'closedAt' | 'entryPrice' | 'exitPrice' | 'quantity' | 'net'
  ours: string
  file: string
}

export type Verdict =
  | { verdict: 'new'; line: number; fingerprint: string }
  | {
      verdict: 'already-here'
      line: number
      fingerprint: string
      matchedBy: MatchedBy
      ref: string
    }
  | {
      verdict: 'differs'
      line: number
      fingerprint: string
      ref: string
      differences: Difference[]
    }
  /** The same deal id stands on an earlier row of the same file. */
  | { verdict: 'repeated'; line: number; fingerprint: string; firstLine: number }

export type ImportPlan = {
  /** In the order of the rows given. */
  verdicts: Verdict[]
  counts: { new: number; alreadyHere: number; differs: number; repeated: number }
}

/**
 * Compares the rows of one file with what the account has, by the rule of `meet`.
 *
 * @param apart lines that are deals of their own although they look like one that is here
 */
export function reconcile(
  rows: readonly ImportedDeal[],
  existing: readonly ExistingClosing[],
  apart: ReadonlySet<number> = new Set(),
): ImportPlan {
  const told = rows.map((row) => new ToldRow(row))
  const joining = told.filter(({ row }) => !apart.has(row.line) || row.externalDealId !== null)
  const meetings = meet(joining, existing)
  const met = new Map(joining.map((one, index) => [one, meetings[index] ?? null]))

  const counts = { new: 0, alreadyHere: 0, differs: 0, repeated: 0 }
  const firstLines = new Map<bigint, number>()
  const verdicts = told.map((one): Verdict => {
    const { row, fingerprint } = one
    const base = { line: row.line, fingerprint }
    const id = row.externalDealId
    const firstLine = id === null ? undefined : firstLines.get(id)
    if (firstLine !== undefined) {
      counts.repeated += 1
      return { ...base, verdict: 'repeated', firstLine }
    }
    if (id !== null) firstLines.set(id, row.line)
    const meeting = met.get(one)
    if (!meeting) {
      counts.new += 1
      return { ...base, verdict: 'new' }
    }
    const { deal, by } = meeting
    const differences = by === 'deal-id' ? differencesOf(row, one.figures, deal) : []
    if (differences.length > 0) {
      counts.differs += 1
      return { ...base, verdict: 'differs', ref: deal.ref, differences }
    }
    counts.alreadyHere += 1
    return { ...base, verdict: 'already-here', matchedBy: by, ref: deal.ref }
  })
  return { verdicts, counts }
}

/** A row with its figures, which most rows of a first import are never asked for. */
class ToldRow implements ToldDeal {
  readonly dealId: bigint | null
  readonly fingerprint: string
  private read: Figures | null = null

  constructor(readonly row: ImportedDeal) {
    this.dealId = row.externalDealId
    this.fingerprint = fingerprint(row)
  }

  get figures(): Figures {
    this.read ??= figuresOf(this.row)
    return this.read
  }
}

export const TIME_STEPS: Record<TimePrecision, number> = {
  millisecond: 1,
  second: 1_000,
  minute: 60_000,
}

function figuresOf(row: ImportedDeal): Figures {
  return {
    symbol: row.symbol,
    side: closingSide(row.direction),
    at: row.closedAt,
    timeStep: TIME_STEPS[row.closedAtPrecision],
    price: new Dec(row.exitPrice),
    priceDecimals: row.exitPriceDecimals,
    quantity: new Dec(row.quantity),
    quantityUnit: row.quantityUnit,
    net: new Dec(row.net),
  }
}

/** The deal that closes a long is a sale. */
export function closingSide(direction: Direction): Side {
  return direction === 'LONG' ? 'SELL' : 'BUY'
}

function differencesOf(row: ImportedDeal, figures: Figures, deal: ExistingClosing): Difference[] {
  const differing = new Set<FigureField | 'entryPrice'>(figuresThatDiffer(figures, deal.figures))
  if (!samePrice(new Dec(row.entryPrice), deal.entryPrice, row.entryPriceDecimals))
    differing.add('entryPrice')
  const ours = deal.figures
  const words: Record<FigureField | 'entryPrice', Difference> = {
    symbol: { field: 'symbol', ours: ours.symbol, file: row.symbol },
    side: {
      field: 'direction',
      ours: ours.side === 'SELL' ? 'LONG' : 'SHORT',
      file: row.direction,
    },
    at: { field: 'closedAt', ours: ours.at.toISOString(), file: row.closedAt.toISOString() },
    entryPrice: {
      field: 'entryPrice',
      ours: deal.entryPrice.toFixed(),
      file: asWritten(row.entryPrice, row.entryPriceDecimals),
    },
    price: {
      field: 'exitPrice',
      ours: ours.price.toFixed(),
      file: asWritten(row.exitPrice, row.exitPriceDecimals),
    },
    quantity: { field: 'quantity', ours: ours.quantity.toFixed(), file: row.quantity },
    net: { field: 'net', ours: ours.net.toFixed(), file: row.net },
  }
  return FIELD_ORDER.flatMap((field) => (differing.has(field) ? [words[field]] : []))
}

const FIELD_ORDER = ['symbol', 'side', 'at', 'entryPrice', 'price', 'quantity', 'net'] as const
