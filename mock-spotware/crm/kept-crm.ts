import { z } from 'zod'

const apiTokenSchema = z.strictObject({ hash: z.string(), expiresAt: z.number() })
export type KeptApiToken = z.output<typeof apiTokenSchema>

const longTermTokenSchema = z.strictObject({
  hash: z.string(),
  userId: z.int(),
  expiresAt: z.number(),
})
export type KeptLongTermToken = z.output<typeof longTermTokenSchema>

const tradingAccountSchema = z.strictObject({
  login: z.int(),
  environmentName: z.enum(['demo', 'live']),
  currency: z.string(),
  /** There until the account is linked to the cTrader user, who may do nothing with it before. */
  unlinkedPasswordHash: z.string().optional(),
})

/** What is offered to somebody who opens an account. */
export const accountWishSchema = z.strictObject({
  environmentName: z.enum(['demo', 'live']),
  accountType: z.enum(['HEDGED', 'NETTED']),
  depositCurrency: z.enum(['EUR', 'USD', 'GBP']),
  leverage: z.union([z.literal(30), z.literal(100), z.literal(200)]),
})
export type AccountWish = z.output<typeof accountWishSchema>

/** An account the cTrader back end was asked for, which does not yet exist for sure and linked. */
const orderedAccountSchema = z.strictObject({
  /** Asked again by the same name it makes no second one. */
  externalId: z.string(),
  passwordHash: z.string(),
  wish: accountWishSchema,
})

const clientSchema = z.strictObject({
  /** Lower case. */
  email: z.string(),
  name: z.string(),
  passwordHash: z.string(),
  /** As the cTrader back end numbers them. */
  userId: z.int(),
  isVerified: z.boolean(),
  /** The partnerId of whoever brought them; opaque. */
  invitedBy: z.string().optional(),
  /** Their own, in the links they share, once they are a partner. */
  partnerId: z.string().optional(),
  /** What the cTrader back end has still to be told. */
  isAgreementReported: z.boolean(),
  isPartnerReported: z.boolean(),
  accounts: z.array(tradingAccountSchema),
  orderedAccount: orderedAccountSchema.optional(),
})
/** A person with an account at the broker. */
export type Client = z.output<typeof clientSchema>

const paymentOrderSchema = z.strictObject({
  /** Of the form it was ordered with. */
  attempt: z.string(),
  userId: z.int(),
  login: z.int(),
  type: z.enum(['DEPOSIT', 'WITHDRAW']),
  /** Above zero, with two decimal places. */
  amount: z.string(),
})
export type PaymentOrder = z.output<typeof paymentOrderSchema>

/** The CRM as it survives a restart. Of tokens only hashes; never a one-time token. */
export const keptCrmSchema = z.strictObject({
  clients: z.array(clientSchema),
  apiTokens: z.array(apiTokenSchema),
  longTermTokens: z.array(longTermTokenSchema),
  /** Those of which it is not known whether they were booked. */
  openPayments: z.array(paymentOrderSchema),
})
export type KeptCrm = z.output<typeof keptCrmSchema>
