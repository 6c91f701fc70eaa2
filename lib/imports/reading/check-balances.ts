import { Decimal } from 'decimal.js'
import { momentInUtc, signedAmount } from './in-words'
import type { BalanceGap, FileCheck, ImportedDeal } from './types'

const ROUNDING = '0.01'
const MOST_GAPS_LISTED = 50

type WithBalance = ImportedDeal & { balanceAfter: Decimal }

/**
 * `Balance` is the balance after each deal, so in order of closing each must be the one before plus
 * the net. A gap means that rows were filtered out or that cash moved.
 */
export function checkBalances(
  deals: readonly ImportedDeal[],
  unreadableRows: number,
): FileCheck | null {
  const chain = inBalanceOrder(deals)
  if (chain.length < 2) return null
  const gaps: BalanceGap[] = []
  let gapCount = 0
  for (let index = 1; index < chain.length; index++) {
    const before = chain[index - 1]
    const deal = chain[index]
    if (!before || !deal) continue
    const amount = deal.balanceAfter.minus(before.balanceAfter).minus(deal.net)
    if (amount.abs().lte(ROUNDING)) continue
    gapCount++
    if (gaps.length < MOST_GAPS_LISTED) {
      gaps.push({ line: deal.line, afterLine: before.line, after: before.closedAt, amount })
    }
  }
  const base = { code: 'balance-chain', gaps, gapCount } as const
  const [first] = gaps
  if (!first) return { ...base, level: 'ok', words: 'The balances follow from row to row.' }
  const more = gapCount > 1 ? `, and ${gapCount - 1} more ${gapCount === 2 ? 'time' : 'times'}` : ''
  const jump = signedAmount(first.amount)
  const why =
    unreadableRows > 0
      ? `${unreadableRows} ${unreadableRows === 1 ? 'row' : 'rows'} could not be read, which may be the reason.`
      : 'Either rows are missing from the file or money was paid in or out.'
  const words = `The balance jumps by ${jump} after ${momentInUtc(first.after)} (line ${first.line})${more}. ${why}`
  return { ...base, level: 'warning', words }
}

/** By closing time; deals of one instant in the order in which their balances follow. */
function inBalanceOrder(deals: readonly ImportedDeal[]): WithBalance[] {
  const known = deals.filter((deal): deal is WithBalance => deal.balanceAfter !== null)
  const newestFirst = (known[0]?.closedAt ?? 0) > (known[known.length - 1]?.closedAt ?? 0)
  if (newestFirst) known.reverse()
  known.sort((a, b) => a.closedAt.getTime() - b.closedAt.getTime())

  const ordered: WithBalance[] = []
  for (let start = 0; start < known.length; ) {
    let end = start + 1
    while (known[end]?.closedAt.getTime() === known[start]?.closedAt.getTime()) end++
    const together = known.slice(start, end)
    const before = ordered[ordered.length - 1]
    if (together.length === 1) ordered.push(...together)
    else for (const deal of chained(together, before?.balanceAfter ?? null)) ordered.push(deal)
    start = end
  }
  return ordered
}

const key = (balance: Decimal) => balance.toFixed(2)

/** Follows the balances through deals of the same instant; what does not follow stays in file order. */
function chained(together: readonly WithBalance[], before: Decimal | null): WithBalance[] {
  const byStart = new Map<string, WithBalance[]>()
  const ends = new Set<string>()
  for (const deal of together) {
    const start = key(deal.balanceAfter.minus(deal.net))
    const waiting = byStart.get(start)
    if (waiting) waiting.push(deal)
    else byStart.set(start, [deal])
    ends.add(key(deal.balanceAfter))
  }
  const first = together.find((deal) => !ends.has(key(deal.balanceAfter.minus(deal.net))))
  let at = before && byStart.has(key(before)) ? key(before) : null
  at ??= key(
    (first ?? together[0])?.balanceAfter.minus((first ?? together[0])?.net ?? 0) ?? new Decimal(0),
  )
  const ordered: WithBalance[] = []
  const taken = new Set<WithBalance>()
  for (;;) {
    const next = byStart.get(at)?.shift()
    if (!next) break
    ordered.push(next)
    taken.add(next)
    at = key(next.balanceAfter)
  }
  for (const deal of together) if (!taken.has(deal)) ordered.push(deal)
  return ordered
}
