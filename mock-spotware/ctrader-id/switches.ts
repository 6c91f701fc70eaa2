import { z } from 'zod'

/** What cTrader ID is known or suspected to do differently from time to time. */
export const ctraderIdSwitches = {
  codeLifeSeconds: z.number().positive().default(60).describe('life of an authorization code'),
  accessTokenLifeSeconds: z
    .number()
    .int()
    .positive()
    .default(2_628_000)
    .describe('life of an access token; those handed out before keep theirs'),
  echoState: z
    .enum(['drop', 'echo', 'alter'])
    .default('drop')
    .describe('what happens to `state` on the way back to the application'),
  tokenErrorStatus: z
    .union([z.literal(200), z.literal(400)])
    .default(400)
    .describe('HTTP status of a refusal by the token endpoint'),
}
