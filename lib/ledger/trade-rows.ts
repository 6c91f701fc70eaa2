import type { Transaction } from '@/lib/db/client'
import { copyRows } from '@/lib/db/copy-rows'
import { Prisma } from '@/lib/db/generated/client'
import type { Trade } from '@/lib/domain/trade'
import type { LedgerAccount } from './rebuild-trades'

/** What a trade needs a currency for even when nobody has told it yet. */
export const UNKNOWN_CURRENCY = '???'

export type TradeRow = { id: string; trade: Trade }

function toColumns({ id, trade }: TradeRow, account: LedgerAccount) {
  return {
    id,
    userId: account.userId,
    accountId: account.id,
    positionKey: trade.positionKey,
    positionId: trade.positionId?.toString() ?? null,
    source: trade.source,
    symbol: trade.symbol,
    direction: trade.direction,
    closed: trade.closed,
    openedAt: trade.openedAt?.toISOString() ?? null,
    closedAt: trade.closedAt.toISOString(),
    quantity: trade.quantity.toFixed(),
    quantityUnit: trade.quantityUnit,
    entryPrice: trade.entryPrice.toFixed(10),
    exitPrice: trade.exitPrice.toFixed(10),
    priceDigits: trade.priceDigits,
    pips: trade.pips?.toFixed(4) ?? null,
    currency: account.currency ?? UNKNOWN_CURRENCY,
    gross: trade.gross?.toFixed() ?? null,
    commission: trade.commission?.toFixed() ?? null,
    swap: trade.swap?.toFixed() ?? null,
    conversionFee: trade.conversionFee?.toFixed() ?? null,
    net: trade.net.toFixed(),
    closingDeals: trade.closingDeals,
  }
}

const COLUMN_TYPES: Record<keyof ReturnType<typeof toColumns>, string> = {
  id: 'uuid',
  userId: 'uuid',
  accountId: 'uuid',
  positionKey: 'text',
  positionId: 'bigint',
  source: '"DealSource"',
  symbol: 'text',
  direction: '"Direction"',
  closed: 'boolean',
  openedAt: 'timestamptz',
  closedAt: 'timestamptz',
  quantity: 'numeric',
  quantityUnit: 'text',
  entryPrice: 'numeric',
  exitPrice: 'numeric',
  priceDigits: 'int',
  pips: 'numeric',
  currency: 'text',
  gross: 'numeric',
  commission: 'numeric',
  swap: 'numeric',
  conversionFee: 'numeric',
  net: 'numeric',
  closingDeals: 'int',
}

/** In the order in which `toColumns` gives them. */
const names = Object.keys(COLUMN_TYPES) as (keyof typeof COLUMN_TYPES)[]
const columns = Prisma.raw(names.map((name) => `"${name}"`).join(', '))
const record = Prisma.raw(names.map((name) => `"${name}" ${COLUMN_TYPES[name]}`).join(', '))
const assignments = Prisma.raw(names.map((name) => `"${name}" = EXCLUDED."${name}"`).join(', '))

/** Writes trades that are new or put together anew. */
export async function writeTrades(
  tx: Transaction,
  account: LedgerAccount,
  trades: TradeRow[],
): Promise<void> {
  if (trades.length === 0) return
  const rows = JSON.stringify(trades.map((trade) => toColumns(trade, account)))
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO "Trade" (${columns})
    SELECT ${columns} FROM jsonb_to_recordset(${rows}::jsonb) AS fresh (${record})
    ON CONFLICT ("id") DO UPDATE SET ${assignments}`)
}

/** Writes trades whose ids are new. */
export async function insertTrades(
  tx: Transaction,
  account: LedgerAccount,
  trades: TradeRow[],
): Promise<void> {
  await copyRows(
    tx,
    'Trade',
    names,
    trades.map((trade) => Object.values(toColumns(trade, account))),
  )
}
