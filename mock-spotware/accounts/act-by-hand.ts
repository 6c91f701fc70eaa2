import { correctDeal } from './correct-deal'
import type {
  HandMade,
  HandMadeCash,
  HandMadeCorrection,
  HandMadeExecution,
} from './hand-made-record'
import type { Execution } from './instruction'
import { requireRoom } from './money'
import type { CashOperation, Deal } from './records'
import type { TradingAccount } from './trading-account'

export function executeByHand(
  { profile, book, handMade }: TradingAccount,
  execution: HandMadeExecution,
): Execution {
  const { symbolId, ...rest } = execution
  const symbol = profile.broker.symbols.find((candidate) => candidate.symbolId === symbolId)
  if (!symbol) throw new RangeError(`${profile.broker.title} has no symbol ${symbolId}`)
  const executed =
    rest.filledVolume === 0n
      ? book.reject({ ...rest, symbol }, 'REJECTED')
      : book.execute({ ...rest, symbol })
  handMade.push({ execution })
  return executed
}

/** Throws BalanceTooLarge. */
export function bookCashByHand(
  { book, handMade }: TradingAccount,
  cash: HandMadeCash,
): CashOperation {
  requireRoom(book.balance, book.balance + cash.delta)
  const operation = book.bookCash(cash.at, cash.kind, cash.delta, cash.note)
  operation.externalId = cash.externalId
  handMade.push({ cash })
  return operation
}

/** Throws RangeError when the account has no such closing deal, BalanceTooLarge for its sum. */
export function correctByHand(
  { book, handMade }: TradingAccount,
  correction: HandMadeCorrection,
): Deal {
  const deal = correctDeal(book, correction)
  handMade.push({ correction })
  return deal
}

/** Does it all again, in the order in which it was done. */
export function repeatByHand(account: TradingAccount, handMade: readonly HandMade[]): void {
  for (const one of handMade) {
    if ('execution' in one) executeByHand(account, one.execution)
    else if ('cash' in one) bookCashByHand(account, one.cash)
    else correctByHand(account, one.correction)
  }
}
