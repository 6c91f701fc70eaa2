import { z } from 'zod'
import { correctDeal } from './correct-deal'
import type { Execution } from './instruction'
import type { CashOperation, Deal } from './records'
import type { TradingAccount } from './trading-account'

const wholeNumber = z.codec(z.string().regex(/^-?\d+$/), z.bigint(), {
  decode: (text) => BigInt(text),
  encode: (number) => String(number),
})

/** Everything the books need to come to the same execution again. */
const handMadeExecutionSchema = z.strictObject({
  at: z.number(),
  symbolId: z.int(),
  side: z.enum(['BUY', 'SELL']),
  volume: wholeNumber,
  /** Less than `volume` when only a part found a counterparty, nothing when it was rejected. */
  filledVolume: wholeNumber.optional(),
  price: z.number(),
  grossProfit: wholeNumber.optional(),
  conversionFee: wholeNumber.optional(),
  positionId: z.int().optional(),
  label: z.string().optional(),
})
type HandMadeExecution = z.output<typeof handMadeExecutionSchema>

const handMadeCashSchema = z.strictObject({
  at: z.number(),
  kind: z.enum(['DEPOSIT', 'WITHDRAW']),
  delta: wholeNumber,
  note: z.string().optional(),
})
type HandMadeCash = z.output<typeof handMadeCashSchema>

const handMadeCorrectionSchema = z.strictObject({
  at: z.number(),
  dealId: z.int(),
  swap: wholeNumber.optional(),
  commission: wholeNumber.optional(),
  note: z.string().optional(),
})
type HandMadeCorrection = z.output<typeof handMadeCorrectionSchema>

/** One thing somebody did to an account on top of its generated history. */
export const handMadeSchema = z.union([
  z.strictObject({ execution: handMadeExecutionSchema }),
  z.strictObject({ cash: handMadeCashSchema }),
  z.strictObject({ correction: handMadeCorrectionSchema }),
])
export type HandMade = z.output<typeof handMadeSchema>

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

export function bookCashByHand(
  { book, handMade }: TradingAccount,
  cash: HandMadeCash,
): CashOperation {
  const operation = book.bookCash(cash.at, cash.kind, cash.delta, cash.note)
  handMade.push({ cash })
  return operation
}

/** Throws RangeError when the account has no such closing deal. */
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
