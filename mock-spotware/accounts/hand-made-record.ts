import { z } from 'zod'

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
export type HandMadeExecution = z.output<typeof handMadeExecutionSchema>

const handMadeCashSchema = z.strictObject({
  at: z.number(),
  kind: z.enum(['DEPOSIT', 'WITHDRAW']),
  delta: wholeNumber,
  note: z.string().optional(),
  externalId: z.string().optional(),
})
export type HandMadeCash = z.output<typeof handMadeCashSchema>

const handMadeCorrectionSchema = z.strictObject({
  at: z.number(),
  dealId: z.int(),
  swap: wholeNumber.optional(),
  commission: wholeNumber.optional(),
  note: z.string().optional(),
})
export type HandMadeCorrection = z.output<typeof handMadeCorrectionSchema>

/** One thing somebody did to an account on top of its generated history. */
export const handMadeSchema = z.union([
  z.strictObject({ execution: handMadeExecutionSchema }),
  z.strictObject({ cash: handMadeCashSchema }),
  z.strictObject({ correction: handMadeCorrectionSchema }),
])
export type HandMade = z.output<typeof handMadeSchema>
