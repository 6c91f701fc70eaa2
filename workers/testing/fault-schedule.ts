import fc from 'fast-check'

/** What happens to a connection between its consent and the moment everything works again. */
export type FaultSchedule = {
  /** Workers as processes, which are killed by signal 9, or inside the test, which lose every line at once. */
  killing: 'processes' | 'lines'
  behaviour: Record<string, unknown>
  steps: { afterRequests: number; act: Act }[]
}

export type Act =
  | { kind: 'fault'; order: Record<string, unknown> }
  | { kind: 'event'; name: string }
  | { kind: 'trade'; account: number; cents: number; close: boolean }
  | { kind: 'cash'; account: number; cents: number }
  | { kind: 'orders'; account: number; count: number; fill: 'whole' | 'part' | 'none' }
  /** The broker charges so much more for a deal it booked long ago: `which` counts from the newest. */
  | { kind: 'correction'; account: number; which: number; cents: number }
  | { kind: 'advance'; minutes: number }
  | { kind: 'kill' }

/** How many accounts each person has whom the schedules are played with. */
export const ACCOUNTS = 2

const repeated = {
  times: fc.integer({ min: 1, max: 3 }),
  skip: fc.integer({ min: 0, max: 4 }),
}

const atTheTokenEndpoint = fc.record({
  endpoint: fc.constant('* /apps/token'),
  what: fc.constantFrom<Record<string, unknown>>(
    { kind: 'dropBefore' },
    { kind: 'dropAfter' },
    { kind: 'truncated' },
    { kind: 'hang' },
    { kind: 'delay', ms: 200 },
    { kind: 'html', status: 200 },
    { kind: 'status', status: 429 },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 200, body: '{"accessToken":"cut-of' },
    { kind: 'maintenance', minutes: 30 },
  ),
  ...repeated,
})

const onALine = fc.record({
  endpoint: fc.constantFrom(
    'open-api *',
    'ProtoOAApplicationAuthReq',
    'ProtoOAAccountAuthReq',
    'ProtoOAGetAccountListByAccessTokenReq',
    'ProtoOATraderReq',
    'ProtoOAReconcileReq',
    'ProtoOASymbolsListReq',
    'ProtoOADealListReq',
    'ProtoOACashFlowHistoryListReq',
  ),
  what: fc.oneof(
    fc.constantFrom<Record<string, unknown>>(
      { kind: 'dropBefore' },
      { kind: 'dropAfter' },
      { kind: 'delay', ms: 200 },
      { kind: 'duplicate' },
      { kind: 'outOfOrder' },
      { kind: 'truncatedFrame' },
      { kind: 'malformedFrame' },
      { kind: 'halfOpen' },
      { kind: 'blocked', retryAfter: 1 },
      { kind: 'maintenance', minutes: 30 },
    ),
    fc.record({
      kind: fc.constant('error'),
      errorCode: fc.constantFrom(
        'OA_AUTH_TOKEN_EXPIRED',
        'CH_ACCESS_TOKEN_INVALID',
        'CH_SERVER_NOT_REACHABLE',
        'CH_CTID_TRADER_ACCOUNT_NOT_FOUND',
        'CH_CLIENT_AUTH_FAILURE',
        'ACCOUNT_NOT_AUTHORIZED',
        'INCORRECT_BOUNDARIES',
        'UNKNOWN_ERROR',
        'TIMEOUT_ERROR',
      ),
    }),
  ),
  ...repeated,
})

const onANewLine = fc.record({
  endpoint: fc.constant('open-api connect'),
  what: fc.constantFrom<Record<string, unknown>>(
    { kind: 'dropBefore' },
    { kind: 'malformedFrame' },
    { kind: 'halfOpen' },
  ),
  ...repeated,
})

const fault = fc
  .oneof(
    { arbitrary: onALine, weight: 4 },
    { arbitrary: atTheTokenEndpoint, weight: 2 },
    { arbitrary: onANewLine, weight: 1 },
  )
  .map(({ what, ...order }): Act => ({ kind: 'fault', order: { ...order, ...what } }))

const account = fc.nat(ACCOUNTS - 1)
const amount = fc.integer({ min: -20_000, max: 20_000 }).filter((cents) => cents !== 0)

const act: fc.Arbitrary<Act> = fc.oneof(
  { arbitrary: fault, weight: 6 },
  {
    arbitrary: fc.record({
      kind: fc.constant('event' as const),
      name: fc.constantFrom(
        'tokenInvalidated',
        'clientDisconnect',
        'accountDisconnect',
        'spuriousAccountDisconnect',
      ),
    }),
    weight: 1,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant('trade' as const),
      account,
      cents: amount,
      close: fc.boolean(),
    }),
    weight: 3,
  },
  {
    arbitrary: fc.record({ kind: fc.constant('cash' as const), account, cents: amount }),
    weight: 2,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant('orders' as const),
      account,
      count: fc.integer({ min: 1, max: 3 }),
      fill: fc.constantFrom('whole', 'part', 'none'),
    }),
    weight: 1,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant('correction' as const),
      account,
      which: fc.nat(30),
      cents: fc.integer({ min: 1, max: 500 }),
    }),
    weight: 2,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant('advance' as const),
      minutes: fc.constantFrom(1, 20, 6 * 60, 21 * 60),
    }),
    weight: 3,
  },
  { arbitrary: fc.constant<Act>({ kind: 'kill' }), weight: 1 },
)

const behaviour = fc.record({
  // No millisecond has as many deals as the smallest of these.
  chunkSize: fc.constantFrom(8, 25, 500),
  keptEnd: fc.constantFrom('newest', 'oldest'),
  listOrder: fc.constantFrom('oldestFirst', 'newestFirst'),
  dealLagSeconds: fc.constantFrom(0, 0, 20, 90),
  fillDelivery: fc.constantFrom('once', 'twice'),
  orderEvents: fc.constantFrom('fills', 'acceptedToo'),
  lostSessionAnswer: fc.constantFrom('ACCOUNT_NOT_AUTHORIZED', 'INVALID_REQUEST'),
  moneyDigits: fc.constantFrom('everywhere', 'exceptDetails', 'traderOnly'),
  throttleAnswer: fc.constantFrom('BLOCKED_PAYLOAD_TYPE', 'REQUEST_FREQUENCY_EXCEEDED'),
})

export const faultSchedule: fc.Arbitrary<FaultSchedule> = fc.record({
  killing: fc.oneof(
    { arbitrary: fc.constant('lines' as const), weight: 7 },
    { arbitrary: fc.constant('processes' as const), weight: 1 },
  ),
  behaviour,
  steps: fc.array(fc.record({ afterRequests: fc.nat(12), act }), { minLength: 3, maxLength: 14 }),
})
