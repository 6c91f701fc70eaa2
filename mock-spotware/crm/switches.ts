import { z } from 'zod'

/** What one broker's CRM does otherwise than another's, and what it may do wrong. */
export const crmSwitches = {
  crmApiTokenLifeSeconds: z
    .number()
    .int()
    .min(604_800)
    .default(2_592_000)
    .describe('CRM: life of a crmApiToken, never under a week'),
  oneTimeTokenLifeSeconds: z
    .number()
    .positive()
    .default(60)
    .describe('CRM: life of a one-time token'),
  longTermTokenLifeSeconds: z
    .number()
    .positive()
    .default(7_776_000)
    .describe('CRM: life of the accessToken of "Keep me logged in", from its last use on'),
  issueInappToken: z
    .boolean()
    .default(false)
    .describe('CRM: a sign-in yields an inappToken, which in-app actions then need'),
  returnTokenSignsIn: z
    .boolean()
    .default(false)
    .describe('CRM: the token on the way back from an in-app action can be exchanged for a userId'),
  brokerDisabled: z
    .boolean()
    .default(false)
    .describe('CRM: the broker is disabled, every call is refused with 403'),
  crmDefect: z
    .enum([
      'none',
      'anyPasswordAccepted',
      'apiTokenUnchecked',
      'oneTimeTokenReusable',
      'expiredTokenAccepted',
      'accessTokenAlways',
      'inappTokenUnchecked',
      'logoutKeepsTokens',
      'wrongStatusForUnknown',
      'nullForAbsent',
    ])
    .default('none')
    .describe('CRM: breaks its contract in one way, to try a conformance check'),
}

const crmBehaviourSchema = z.object(crmSwitches)
/** May be changed while the server runs; every decision reads it afresh. */
export type CrmBehaviour = z.output<typeof crmBehaviourSchema>
