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

const clientSchema = z.strictObject({
  /** Lower case. */
  email: z.string(),
  name: z.string(),
  passwordHash: z.string(),
  /** As the cTrader back end numbers them. */
  userId: z.int(),
  isVerified: z.boolean(),
  /** Opaque: whoever brought them. */
  partnerId: z.string().optional(),
  /** What the cTrader back end has still to be told. */
  isAgreementReported: z.boolean(),
  isPartnerReported: z.boolean(),
  accounts: z.array(tradingAccountSchema),
})
/** A person with an account at the broker. */
export type Client = z.output<typeof clientSchema>

/** The CRM as it survives a restart. Of tokens only hashes; never a one-time token. */
export const keptCrmSchema = z.strictObject({
  clients: z.array(clientSchema),
  apiTokens: z.array(apiTokenSchema),
  longTermTokens: z.array(longTermTokenSchema),
})
export type KeptCrm = z.output<typeof keptCrmSchema>
