import { z } from 'zod'
import { behaviourSchema } from './behaviour'

const port = z.number().int().min(0).max(65_535)

/** Read once at start. */
const startShape = {
  httpPort: port.default(4400).describe('cTrader ID pages, token endpoint, control API'),
  crmPort: port.default(4401).describe("a broker's CRM: its pages and its five /oauth2 endpoints"),
  livePort: port.default(5035).describe('Open API, live, protobuf (TCP and WebSocket)'),
  demoPort: port.default(5135).describe('Open API, demo, protobuf (TCP and WebSocket)'),
  liveJsonPort: port.default(5036).describe('Open API, live, JSON over WebSocket'),
  demoJsonPort: port.default(5136).describe('Open API, demo, JSON over WebSocket'),
  caFile: z
    .string()
    .min(1)
    .optional()
    .describe('where the certificate goes (PEM); a temporary file when left out'),
  clientId: z
    .string()
    .min(1)
    .default('7201_tallybookOnMockSpotware')
    .describe('of the application'),
  clientSecret: z
    .string()
    .min(1)
    .default('mock-application-secret-0123456789abcdefghij')
    .describe('of the application'),
  crmPassword: z
    .string()
    .min(1)
    .default('mock-crm-password-0123456789abcdefghijklmnop')
    .describe("what the cTrader back end shows the broker's CRM to get a crmApiToken"),
  redirectUris: z
    .array(z.url())
    .min(1)
    .default(['http://localhost:3000/api/connections/callback'])
    .describe('the redirect URIs registered for the application; repeat the flag for more'),
  seed: z.string().min(1).default('1').describe('another seed, other prices and histories'),
  scenario: z
    .string()
    .min(1)
    .optional()
    .describe('JSON file with people, trades, switches and faults; see scenario/README.md'),
  personas: z
    .array(z.string().min(1))
    .default([])
    .describe('only these people exist; repeat the flag for more, everybody when left out'),
  stateFile: z
    .string()
    .min(1)
    .optional()
    .describe('what must survive a restart is kept here (JSON); nothing is kept when left out'),
  reversalForm: z
    .enum(['samePositionId', 'newPositionId'])
    .default('samePositionId')
    .describe('how a netted account shows a reversal'),
  recordIds: z
    .enum(['small', 'large'])
    .default('small')
    .describe('large: ids of deals, orders, positions and cash operations above 2^53'),
}

export const startSettingsSchema = behaviourSchema.extend(startShape)
export type StartSettings = z.output<typeof startSettingsSchema>
export type StartSettingsInput = z.input<typeof startSettingsSchema>
