import { z } from 'zod'

/** What the Open API is known or suspected to do differently from time to time. */
export const openApiSwitches = {
  historyWindow: z
    .enum(['oneWeek', 'any'])
    .default('oneWeek')
    .describe('longest window of deal, order and cash flow lists'),
  chunkSize: z.number().int().positive().default(500).describe('rows before hasMore turns true'),
  keptEnd: z
    .enum(['newest', 'oldest'])
    .default('newest')
    .describe('the rows that survive when a list is cut'),
  keptHistoryDays: z
    .number()
    .positive()
    .max(36_500)
    .default(36_500)
    .describe(
      'how many days back deal, order and cash flow lists reach; balances stay as they are',
    ),
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
  historicalRequestsPerSecond: z
    .number()
    .int()
    .positive()
    .default(5)
    .describe('most requests for history in one second, per connection and per application'),
  otherRequestsPerSecond: z
    .number()
    .int()
    .positive()
    .default(50)
    .describe('most other requests in one second, per connection and per application'),
  throttleAnswer: z
    .enum(['BLOCKED_PAYLOAD_TYPE', 'REQUEST_FREQUENCY_EXCEEDED'])
    .default('BLOCKED_PAYLOAD_TYPE')
    .describe('code for a request above one of these limits'),
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
}
