import { z } from 'zod'
import { cashOperationKinds } from '@/mock-spotware/accounts/records'
import { behaviourChangeSchema } from '@/mock-spotware/behaviour'
import { parseDuration } from '@/mock-spotware/duration'
import { faultOrderSchema } from '@/mock-spotware/faults/fault-order'
import { assetNames } from '@/mock-spotware/market/instruments'
import { MARKET_START } from '@/mock-spotware/market/market'

const comment = { $comment: z.string().optional() }

/** An amount or a number of lots: a decimal string, or a number as short as one writes it. */
const decimal = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a decimal number such as "-12.50"'))

const moment = z.iso
  .datetime({ offset: true, error: 'must be a time such as 2026-03-02T09:30:00Z' })
  .transform((text) => Date.parse(text))
  .refine((at) => at >= MARKET_START, {
    error: `must not be before ${new Date(MARKET_START).toISOString()}, where all prices begin`,
  })

const price = z.number().positive()
const share = z.number().gt(0).max(1)
const symbols = z.tuple([z.string()], z.string())
const range = z.tuple([z.int().min(0), z.int().min(0)]).refine(([least, most]) => least <= most, {
  error: 'the first number must not be larger than the second',
})

const closingSchema = z.strictObject({
  ...comment,
  at: moment,
  lots: decimal.optional(),
  price: price.optional(),
  net: decimal.optional(),
  stopOut: z.literal(true).optional(),
})

const tradeSchema = z.strictObject({
  ...comment,
  symbol: z.string(),
  direction: z.enum(['BUY', 'SELL']),
  lots: decimal,
  openedAt: moment,
  openPrice: price.optional(),
  closedAt: moment.optional(),
  closePrice: price.optional(),
  net: decimal.optional(),
  stopOut: z.literal(true).optional(),
  closings: z.array(closingSchema).min(1).optional(),
  commission: decimal.optional(),
  swap: decimal.optional(),
  label: z.string().max(100).optional(),
  comment: z.string().max(500).optional(),
})
export type TradeInput = z.output<typeof tradeSchema>

const cashSchema = z.strictObject({
  ...comment,
  at: moment,
  amount: decimal,
  kind: z.enum(cashOperationKinds).optional(),
  note: z.string().max(200).optional(),
})
export type CashInput = z.output<typeof cashSchema>

/** The ways of trading of the built-in people, for everybody. */
const styleSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('hedged'),
    symbols,
    positionsPerWeek: range.default([3, 8]),
    risk: share.default(0.005),
    edge: share.default(0.53),
    swingSymbols: z.array(z.string()).default([]),
  }),
  z.strictObject({
    kind: z.literal('netted'),
    symbols: z.array(z.string()).default([]),
    alwaysInMarket: z.string(),
    risk: share.default(0.006),
    edge: share.default(0.54),
    pauseDays: z.number().positive().default(8),
  }),
  z.strictObject({
    kind: z.literal('scalping'),
    symbols,
    positionsPerWeek: range.default([285, 470]),
    deals: z.int().min(2).max(200_000),
    targetBalance: decimal,
    notional: range.default([15_000, 120_000]),
  }),
  z.strictObject({ kind: z.literal('reckless'), symbols, stake: decimal }),
])
export type StyleInput = z.output<typeof styleSchema>

const accountSchema = z.strictObject({
  ...comment,
  accountId: z.int().positive().optional(),
  login: z.int().positive().optional(),
  environment: z.enum(['live', 'demo']).default('demo'),
  broker: z.string().default('pepperwood'),
  currency: z.enum(assetNames).default('EUR'),
  type: z.enum(['HEDGED', 'NETTED']).default('HEDGED'),
  moneyDigits: z.int().min(0).max(8).default(2),
  leverage: z.int().positive().max(5_000).default(30),
  swapFree: z.boolean().default(false),
  registeredAt: moment,
  firstRecordId: z.int().positive().optional(),
  firstDeposit: decimal.optional(),
  style: styleSchema.optional(),
  trades: z.array(tradeSchema).default([]),
  cash: z.array(cashSchema).default([]),
})
export type AccountInput = z.output<typeof accountSchema>

const personSchema = z.strictObject({
  ...comment,
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,39}$/, 'must be lower case letters, digits, dots or dashes'),
  ctid: z.int().positive().optional(),
  email: z.email().toLowerCase().optional(),
  description: z.string().max(300).default('From a scenario file'),
  alwaysGrantsTrading: z.literal(true).optional(),
  accounts: z.array(accountSchema).default([]),
})

const brokerSchema = z.strictObject({
  ...comment,
  name: z.string().regex(/^[a-z0-9]{2,30}$/, 'must be lower case letters and digits'),
  title: z.string().min(1).max(60),
})
export type BrokerInput = z.output<typeof brokerSchema>

const duration = z.string().transform((text, context) => {
  const milliseconds = parseDuration(text)
  if (milliseconds !== undefined) return milliseconds
  const message = 'must be a number of days, hours, minutes or seconds such as 90d or 12h'
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})

/** The form of a scenario file; whether it makes sense is looked at afterwards. */
export const scenarioSchema = z.strictObject({
  ...comment,
  title: z.string().max(200).optional(),
  personas: z.enum(['builtIn', 'none']).default('builtIn'),
  brokers: z.array(brokerSchema).default([]),
  people: z.array(personSchema).default([]),
  switches: behaviourChangeSchema.default({}),
  faults: z.array(faultOrderSchema).default([]),
  clock: z.strictObject({ ...comment, ahead: duration }).optional(),
})
export type ScenarioInput = z.output<typeof scenarioSchema>
