import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FailureClass } from '@/lib/domain/connection-state'
import { ERROR_CODES } from './error-codes'
import { classify, maintenanceEnd, ProviderFailure } from './failure'

// Every name of Open API notes §7, by what has to happen next.
const BY_CLASS: Record<Exclude<FailureClass, 'our-fault'>, string[]> = {
  'reconnect-required': ['OA_AUTH_TOKEN_EXPIRED', 'CH_ACCESS_TOKEN_INVALID'],
  'account-gone': ['RET_NO_SUCH_LOGIN', 'RET_ACCOUNT_DISABLED', 'CH_CTID_TRADER_ACCOUNT_NOT_FOUND'],
  'not-approved': ['CH_CLIENT_AUTH_FAILURE', 'CH_OA_CLIENT_NOT_FOUND'],
  'rate-limited': [
    'REQUEST_FREQUENCY_EXCEEDED',
    'BLOCKED_PAYLOAD_TYPE',
    'CONNECTIONS_LIMIT_EXCEEDED',
  ],
  maintenance: ['SERVER_IS_UNDER_MAINTENANCE'],
  'retry-later': [
    // about the session or the server
    'ACCOUNT_NOT_AUTHORIZED',
    'ALREADY_LOGGED_IN',
    'CH_CLIENT_NOT_AUTHENTICATED',
    'CH_CLIENT_ALREADY_AUTHENTICATED',
    'CH_SERVER_NOT_REACHABLE',
    'CHANNEL_IS_BLOCKED',
    'INCORRECT_BOUNDARIES',
    'UNKNOWN_ERROR',
    'UNSUPPORTED_MESSAGE',
    'INVALID_REQUEST',
    'TIMEOUT_ERROR',
    'ENTITY_NOT_FOUND',
    'CANT_ROUTE_REQUEST',
    'FRAME_TOO_LONG',
    'CONCURRENT_MODIFICATION',
    // about trading or prices, which we never ask for: they must not switch anything off
    'MARKET_CLOSED',
    'WORSE_GSL_NOT_ALLOWED',
    'SYMBOL_HAS_HOLIDAY',
    'NOT_SUBSCRIBED_TO_SPOTS',
    'ALREADY_SUBSCRIBED',
    'SYMBOL_NOT_FOUND',
    'UNKNOWN_SYMBOL',
    'NO_QUOTES',
    'NOT_ENOUGH_MONEY',
    'MAX_EXPOSURE_REACHED',
    'POSITION_NOT_FOUND',
    'ORDER_NOT_FOUND',
    'POSITION_NOT_OPEN',
    'POSITION_LOCKED',
    'TOO_MANY_POSITIONS',
    'TRADING_BAD_VOLUME',
    'TRADING_BAD_STOPS',
    'TRADING_BAD_PRICES',
    'TRADING_BAD_STAKE',
    'PROTECTION_IS_TOO_CLOSE_TO_MARKET',
    'TRADING_BAD_EXPIRATION_DATE',
    'PENDING_EXECUTION',
    'TRADING_DISABLED',
    'TRADING_NOT_ALLOWED',
    'UNABLE_TO_CANCEL_ORDER',
    'UNABLE_TO_AMEND_ORDER',
    'SHORT_SELLING_NOT_ALLOWED',
    'NOT_SUBSCRIBED_TO_PNL',
  ],
}
const LISTED = Object.entries(BY_CLASS).flatMap(([kind, codes]) =>
  codes.map((code) => [code, kind] as const),
)

describe('an error code', () => {
  test.each(LISTED)('%s is %s', (code, failureClass) => {
    expect(classify(code)).toBe(failureClass)
  })

  test('of either family is in this list', () => {
    const listed = [...LISTED.map(([code]) => code), 'ACCESS_DENIED']
    expect([...ERROR_CODES].sort()).toEqual(listed.sort())
  })

  test('that nobody listed is tried again, whatever it is called', () => {
    const known = new Set([...LISTED.map(([code]) => code), 'ACCESS_DENIED'])
    const inherited = fc.constantFrom('constructor', 'toString', '__proto__', 'hasOwnProperty')
    fc.assert(
      fc.property(fc.oneof(fc.string(), inherited), (code) => {
        if (!known.has(code)) expect(classify(code)).toBe('retry-later')
      }),
    )
  })
})

describe('the end of a maintenance', () => {
  const END = new Date('2026-10-03T06:00:00Z')

  test('is told in seconds or milliseconds', () => {
    expect(maintenanceEnd(BigInt(END.getTime()))).toEqual(END)
    expect(maintenanceEnd(BigInt(END.getTime() / 1000))).toEqual(END)
  })

  test('is unknown when nothing is told', () => {
    expect(maintenanceEnd(undefined)).toBeUndefined()
    expect(maintenanceEnd(0n)).toBeUndefined()
  })
})

describe('a failure', () => {
  test('says the code and nothing of what the provider wrote', () => {
    const failure = new ProviderFailure('INVALID_REQUEST', 'retry-later', { description: 'tok-1' })
    expect(failure.message).toBe('cTrader: INVALID_REQUEST')
  })
})
