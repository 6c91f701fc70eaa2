import { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import { type CashFlow, Prisma, type TradingAccount } from '@/lib/db/generated/client'
import {
  type CashOperationGroup,
  cashOperationGroup,
  cashOperationWords,
  MOVED_OPERATIONS,
} from '@/lib/domain/cash-operation'
import { Dec } from '@/lib/domain/decimal'
import type { BalancePart, BalanceView, CashFlowView } from '@/lib/domain/views/balance'
import { notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { accountView } from './account-view'
import { moneyView } from './money-view'
import { reconciliation } from './reconciliation'
import { visibleAccount } from './visible-accounts'

const PAGE_SIZE = 50

export const BalanceQuery = z.object({
  page: z.coerce.number().int().min(1).catch(1),
  /** "moved": only what the trader paid in or took out. */
  show: z.enum(['all', 'moved']).catch('all'),
})

type Sum = { count: number; amount: Dec }

/** What the balance of an account is made of: trades, deposits, withdrawals and the rest. */
export async function balanceStatement(
  db: Queryable,
  input: { actor: Actor; accountId: string } & z.output<typeof BalanceQuery>,
): Promise<BalanceView> {
  const { actor, page, show } = input
  const account = await db.tradingAccount.findFirst({
    where: visibleAccount(actor, input.accountId),
  })
  if (!account) throw notFound('account')
  const listed = {
    accountId: account.id,
    ...(show === 'moved' ? { operation: { in: MOVED_OPERATIONS } } : {}),
  }
  const [opening, trades, operations, total, cashFlows, [compared]] = await Promise.all([
    openingBalance(db, account),
    closingDeals(db, account),
    cashByOperation(db, account),
    db.cashFlow.count({ where: listed }),
    db.cashFlow.findMany({
      where: listed,
      orderBy: [{ at: 'desc' }, { balanceHistoryId: 'desc' }],
      skip: (page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
    }),
    reconciliation(db, actor, account.id),
  ])
  const grouped = (group: CashOperationGroup) =>
    operations
      .filter(({ operation }) => cashOperationGroup(operation) === group)
      .reduce(add, NOTHING)
  const sums: [BalancePart['kind'], Sum][] = [
    ['opening', opening],
    ['deposits', grouped('deposit')],
    ['withdrawals', grouped('withdrawal')],
    ['trades', trades],
    ['other', grouped('other')],
  ]
  const money = (amount: Dec) => accountMoney(account, amount.toFixed())
  return {
    account: accountView(account),
    reconciliation: account.source === 'FILE' ? null : (compared ?? null),
    parts: sums.map(([kind, { count, amount }]) => ({ kind, count, amount: money(amount) })),
    explained: money(sums.reduce((whole, [, { amount }]) => whole.plus(amount), new Dec(0))),
    cashFlows: cashFlows.map((cashFlow) => cashFlowView(account, cashFlow)),
    total,
    page,
    pageSize: PAGE_SIZE,
  }
}

const NOTHING: Sum = { count: 0, amount: new Dec(0) }

function add(one: Sum, other: Sum): Sum {
  return { count: one.count + other.count, amount: one.amount.plus(other.amount) }
}

/** What the oldest entry of the balance implies: nothing, where the history reaches back to the start. */
async function openingBalance(db: Queryable, { id }: TradingAccount): Promise<Sum> {
  const [oldest] = await db.$queryRaw<{ before: string }[]>(Prisma.sql`
    SELECT ("balanceAfter" - "change")::text AS "before" FROM (
      SELECT "executedAt" AS "at", "balanceVersion" AS "version", "net" AS "change", "balanceAfter"
      FROM "Deal" WHERE "accountId" = ${id}::uuid AND "source" <> 'FILE'
        AND "net" IS NOT NULL AND "balanceAfter" IS NOT NULL
      UNION ALL
      SELECT "at", "balanceVersion", "delta", "balanceAfter"
      FROM "CashFlow" WHERE "accountId" = ${id}::uuid) AS "entry"
    ORDER BY "at", "version" LIMIT 1`)
  const amount = new Dec(oldest?.before ?? 0)
  return { count: amount.isZero() ? 0 : 1, amount }
}

/** Of a synced account only deals its provider knows: the others are in no balance of its. */
async function closingDeals(db: Queryable, { id, source }: TradingAccount): Promise<Sum> {
  const { _count, _sum } = await db.deal.aggregate({
    where: {
      accountId: id,
      net: { not: null },
      ...(source === 'FILE' ? {} : { source: { not: 'FILE' as const } }),
    },
    _count: true,
    _sum: { net: true },
  })
  return { count: _count, amount: new Dec(_sum.net?.toString() ?? 0) }
}

async function cashByOperation(
  db: Queryable,
  { id }: TradingAccount,
): Promise<(Sum & { operation: string })[]> {
  const rows = await db.$queryRaw<
    { operation: string; count: number; amount: string }[]
  >(Prisma.sql`
    SELECT "operation", count(*)::int AS "count", sum("delta")::text AS "amount"
    FROM "CashFlow" WHERE "accountId" = ${id}::uuid GROUP BY "operation"`)
  return rows.map((row) => ({ ...row, amount: new Dec(row.amount) }))
}

function cashFlowView(account: TradingAccount, cashFlow: CashFlow): CashFlowView {
  const { balanceHistoryId, operation, at, note, delta, balanceAfter } = cashFlow
  return {
    id: balanceHistoryId.toString(),
    at: at.toISOString(),
    kind: cashOperationWords(operation),
    note,
    amount: accountMoney(account, delta.toFixed()),
    balanceAfter: accountMoney(account, balanceAfter.toFixed()),
  }
}

function accountMoney({ currency, moneyDigits }: TradingAccount, amount: string) {
  return moneyView(amount, currency ?? '', moneyDigits)
}
