import { z } from 'zod'

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
  redirectUris: z
    .array(z.url())
    .min(1)
    .default(['http://localhost:3000/api/connections/callback'])
    .describe('the redirect URIs registered for the application; repeat the flag for more'),
  seed: z.string().min(1).default('1').describe('another seed, other prices and histories'),
  stateFile: z
    .string()
    .min(1)
    .optional()
    .describe('what must survive a restart is kept here (JSON); nothing is kept when left out'),
  reversalForm: z
    .enum(['samePositionId', 'newPositionId'])
    .default('samePositionId')
    .describe('how a netted account shows a reversal'),
}

/** Everything the real one is known or suspected to do differently from time to time. */
const behaviourShape = {
  codeLifeSeconds: z.number().positive().default(60).describe('life of an authorization code'),
  accessTokenLifeSeconds: z.number().int().positive().default(2_628_000),
  echoState: z
    .enum(['drop', 'echo', 'alter'])
    .default('drop')
    .describe('what happens to `state` on the way back to the application'),
  tokenErrorStatus: z
    .union([z.literal(200), z.literal(400)])
    .default(400)
    .describe('HTTP status of a refusal by the token endpoint'),
  historyWindow: z
    .enum(['oneWeek', 'any'])
    .default('oneWeek')
    .describe('longest window of deal, order and cash flow lists'),
  chunkSize: z.number().int().positive().default(500).describe('rows before hasMore turns true'),
  keptEnd: z
    .enum(['newest', 'oldest'])
    .default('newest')
    .describe('the rows that survive when a list is cut'),
  conversionFeeSign: z
    .enum(['positive', 'negative'])
    .default('positive')
    .describe('sign of pnlConversionFee on the wire; it is subtracted either way'),
  historicalRequestsPerSecond: z.number().int().positive().default(5),
  otherRequestsPerSecond: z.number().int().positive().default(50),
  throttleAnswer: z
    .enum(['BLOCKED_PAYLOAD_TYPE', 'REQUEST_FREQUENCY_EXCEEDED'])
    .default('BLOCKED_PAYLOAD_TYPE'),
  connectionLimit: z
    .number()
    .int()
    .positive()
    .default(25)
    .describe('Open API connections per application'),
  idleSeconds: z
    .number()
    .positive()
    .default(30)
    .describe('silence after which an Open API connection is closed'),
  heartbeatSeconds: z.number().positive().default(25).describe('pause between own heartbeats'),
  maxFrameBytes: z.number().int().positive().default(1_000_000),
}

export const startSettingsSchema = z.strictObject({ ...startShape, ...behaviourShape })
export const behaviourSchema = z.strictObject(behaviourShape)
/** Some behaviours, each checked, none filled in. */
export const behaviourChangeSchema = z.strictObject(
  Object.fromEntries(
    Object.entries(behaviourShape).map(([name, schema]) => [name, schema.unwrap().optional()]),
  ),
)

export type StartSettings = z.output<typeof startSettingsSchema>
export type StartSettingsInput = z.input<typeof startSettingsSchema>
/** May be changed while the server runs; every decision reads it afresh. */
export type Behaviour = z.output<typeof behaviourSchema>
