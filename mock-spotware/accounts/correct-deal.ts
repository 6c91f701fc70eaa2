import type { AccountBook } from './account-book'
import { requireRoom } from './money'
import type { Deal } from './records'

export interface DealCorrection {
  dealId: number
  at: number
  /** What the closing deal comes to from now on, in minor units; as before when left out. */
  swap?: bigint
  commission?: bigint
  note?: string
}

/**
 * Changes what a closing deal came to, after the fact. The books are restated as if it had always
 * been so: this deal's balance and every later one move by the difference and no balance version
 * is added, so that every step of the balance is still explained by its own record. All deals that
 * now read differently carry the time of the correction. Throws BalanceTooLarge before it changes
 * anything.
 */
export function correctDeal(book: AccountBook, correction: DealCorrection): Deal {
  const { dealId, at } = correction
  const deal = book.deal(dealId)
  const close = deal?.close
  if (!deal || !close) throw new RangeError(`there is no closing deal ${dealId}`)
  const swap = (correction.swap ?? close.swap) - close.swap
  const commission = (correction.commission ?? close.commission) - close.commission
  const net = swap + commission
  const { deals, balances } = restedOn(book, close.balanceVersion)
  for (const { balance } of balances) requireRoom(balance, balance + net)

  close.swap += swap
  close.commission += commission
  deal.commission += commission
  deal.correctedAt = at
  // the position's closing reads its money from the deal
  const closing = closingOf(book, deal)
  closing.note = correction.note ?? closing.note
  if (net === 0n) return deal
  for (const one of deals) one.correctedAt = at
  for (const record of balances) record.balance += net
  return deal
}

function closingOf({ closedLifetimes, openPositions }: AccountBook, { dealId, positionId }: Deal) {
  const open = openPositions.get(positionId)
  const lifetimes = [...closedLifetimes, ...(open ? [open.lifetime] : [])]
  for (const lifetime of lifetimes.filter((one) => one.positionId === positionId)) {
    const closing = lifetime.closings.find((one) => one.dealId === dealId)
    if (closing) return closing
  }
  throw new RangeError(`no position was reduced by deal ${dealId}`)
}

/** What was built on the balance after a closing deal: that deal and all that came later. */
function restedOn(book: AccountBook, version: number) {
  const deals = book.deals.filter(({ close }) => close && close.balanceVersion >= version)
  const closes = deals.flatMap(({ close }) => close ?? [])
  const cash = book.cashOperations.filter(({ balanceVersion }) => balanceVersion > version)
  return { deals, balances: [...closes, ...cash, book] }
}
