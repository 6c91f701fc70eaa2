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
  listOrder: z
    .enum(['oldestFirst', 'newestFirst'])
    .default('oldestFirst')
    .describe('order of the rows within deal, order and cash flow lists'),
  dealLagSeconds: z
    .number()
    .min(0)
    .default(0)
    .describe('how long an executed deal is missing from the lists; the balance moves at once'),
  moneyDigits: z
    .enum(['everywhere', 'exceptDetails', 'traderOnly', 'nowhere'])
    .default('everywhere')
    .describe('where moneyDigits is sent; details are the ones of closing deals'),
  jsonNumbers: z
    .enum(['numbers', 'strings'])
    .default('numbers')
    .describe('64-bit values in JSON answers'),
  jsonEnums: z.enum(['numbers', 'names']).default('numbers').describe('enums in JSON answers'),
  orderEvents: z
    .enum(['fills', 'acceptedToo'])
    .default('fills')
    .describe('whether ORDER_ACCEPTED is pushed before a fill'),
  fillDelivery: z
    .enum(['once', 'twice'])
    .default('once')
    .describe('how often the event of a fill is pushed'),
  lostSessionAnswer: z
    .enum(['ACCOUNT_NOT_AUTHORIZED', 'INVALID_REQUEST'])
    .default('ACCOUNT_NOT_AUTHORIZED')
    .describe('code for a request about an account without a session on the connection'),
  unknownSymbolAnswer: z
    .enum(['SYMBOL_NOT_FOUND', 'UNKNOWN_SYMBOL'])
    .default('SYMBOL_NOT_FOUND')
    .describe('code for a symbol id that does not exist'),
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
    .max(86_400)
    .default(30)
    .describe('silence after which an Open API connection is closed'),
  heartbeatSeconds: z
    .number()
    .positive()
    .max(86_400)
    .default(25)
    .describe('pause between own heartbeats'),
  maxFrameBytes: z
    .number()
    .int()
    .positive()
    .default(1_000_000)
    .describe('longest frame that is read; a longer one is refused by its announced length'),
  malformedFrames: z
    .enum(['answer', 'ignore', 'disconnect'])
    .default('answer')
    .describe('what becomes of a frame that is no message'),
  handshakeSeconds: z
    .number()
    .positive()
    .max(86_400)
    .default(10)
    .describe('time a new Open API connection has to say which transport it speaks'),
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
