import { z } from 'zod'

/** Grants as they survive a restart. */
export const keptGrantsSchema = z.strictObject({
  lastGrantId: z.int(),
  living: z.array(
    z.strictObject({
      grantId: z.int(),
      /** Of the person. */
      ctid: z.int(),
      clientId: z.string(),
      scope: z.enum(['accounts', 'trading']),
      accountIds: z.array(z.int()),
      grantedAt: z.number(),
      accessToken: z.string(),
      accessTokenExpiresAt: z.number(),
      refreshToken: z.string(),
    }),
  ),
})
export type KeptGrants = z.output<typeof keptGrantsSchema>
