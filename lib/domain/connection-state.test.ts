import { describe, expect, test } from 'vitest'
import {
  type AuthorizationOutcome,
  CONNECTION_STATES,
  type ConnectionFacts,
  type ConnectionState,
  connectionState,
} from './connection-state'

const NOW = new Date('2026-05-04T12:00:00Z')
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000)
const later = (seconds: number) => ago(-seconds)

/** Linked, chosen, synced and checked a minute ago. */
const HEALTHY: ConnectionFacts = {
  now: NOW,
  removedAt: null,
  supersededAt: null,
  authorization: {
    createdAt: ago(9_000),
    expiresAt: ago(8_400),
    codeReceivedAt: ago(8_990),
    outcome: 'succeeded',
  },
  notApprovedAt: null,
  grantedAt: ago(8_980),
  refusedAt: null,
  pausedAt: null,
  accountsListed: 2,
  accountsFollowed: 1,
  accountsGone: 0,
  accountsArchived: 0,
  unreadableSince: null,
  historyLimitUnread: false,
  completedAt: ago(8_900),
  firstSyncFinished: true,
  syncing: false,
  lastSuccessAt: ago(60),
  failure: null,
  others: { total: 3, failing: 0 },
  renewalFailingSince: null,
  accessEndsAt: later(900_000),
  confirmLaterAt: null,
  throttledUntil: null,
  maintenanceUntil: null,
  checkEverySeconds: 300,
  workerAlive: true,
}

/** Nothing but a trip to cTrader. */
function trip(
  authorization: Partial<NonNullable<ConnectionFacts['authorization']>>,
): Partial<ConnectionFacts> {
  return {
    authorization: {
      createdAt: ago(60),
      expiresAt: later(540),
      codeReceivedAt: null,
      outcome: null,
      ...authorization,
    },
    grantedAt: null,
    completedAt: null,
    lastSuccessAt: null,
    firstSyncFinished: false,
    accountsListed: 0,
    accountsFollowed: 0,
  }
}

/** A trip to repair a connection that has a grant. */
const repair = (outcome: AuthorizationOutcome): Partial<ConnectionFacts> => ({
  authorization: { createdAt: ago(60), expiresAt: later(540), codeReceivedAt: null, outcome },
})

const DAY = 86_400
const FAILING: Partial<ConnectionFacts> = {
  lastSuccessAt: ago(400),
  failure: { since: ago(390), at: ago(10), class: 'retry-later' },
}
const EXPIRING: Partial<ConnectionFacts> = {
  renewalFailingSince: ago(DAY + 60),
  accessEndsAt: later(2 * DAY),
}

const STATES: [ConnectionState, string, Partial<ConnectionFacts>][] = [
  ['authorising', 'the trader is at cTrader', trip({})],
  ['exchanging', 'the code waits for the worker', trip({ codeReceivedAt: ago(2) })],
  [
    'worker-off',
    'the code waits and no worker lives',
    { ...trip({ codeReceivedAt: ago(2) }), workerAlive: false },
  ],
  ['authorisation-expired', 'the trader never came back', trip({ expiresAt: ago(1) })],
  ['declined', 'the trader said no', trip({ outcome: 'declined' })],
  ['state-mismatch', 'the answer was not ours', trip({ outcome: 'state-mismatch' })],
  ['code-expired', 'the minute passed', trip({ outcome: 'code-expired' })],
  ['trade-scope', 'the grant may trade', trip({ outcome: 'trade-scope' })],
  ['other-ctid', 'somebody else signed in', trip({ outcome: 'other-ctid' })],
  ['authorisation-expired', 'the trip was closed as expired', trip({ outcome: 'expired' })],
  ['authorisation-failed', 'cTrader refused its own code', trip({ outcome: 'failed' })],
  ['not-approved', 'our application was refused on the trip', trip({ outcome: 'not-approved' })],
  [
    'no-accounts',
    'no account was ticked',
    { ...trip({ outcome: 'no-accounts' }), grantedAt: ago(5) },
  ],
  ['no-accounts', 'cTrader lists none any more', { accountsListed: 0, accountsFollowed: 0 }],
  ['choose-accounts', 'nobody pressed Complete Connection', { completedAt: null }],
  ['removed', 'the trader disconnected it', { removedAt: ago(1) }],
  ['superseded', 'another user linked the cTrader ID', { supersededAt: ago(1) }],
  ['reconnect', 'cTrader refused the grant', { refusedAt: ago(1) }],
  ['not-approved', 'our application is refused', { notApprovedAt: ago(1) }],
  ['worker-off', 'no worker lives', { workerAlive: false }],
  ['maintenance', 'cTrader said until when', { maintenanceUntil: later(60) }],
  ['throttled', 'cTrader asked for a pause', { throttledUntil: later(5) }],
  ['paused', 'the trader or support paused it', { pausedAt: ago(1) }],
  [
    'provider-down',
    'calls fail and go on failing, those of the others too',
    { ...FAILING, others: { total: 4, failing: 2 } },
  ],
  [
    'provider-down',
    'calls fail and there is nobody to compare with',
    { ...FAILING, others: { total: 0, failing: 0 } },
  ],
  ['failing', 'calls fail, those of the others do not', FAILING],
  ['expiring', 'renewal fails for a day and the token still works', EXPIRING],
  [
    'expiring',
    'the trader put it off more than a day ago',
    { ...EXPIRING, confirmLaterAt: ago(DAY + 60) },
  ],
  ['account-gone', 'cTrader lists the only account no more', { accountsGone: 1 }],
  ['none-followed', 'the trader follows none of them any more', { accountsFollowed: 0 }],
  ['partial', 'one of two accounts is gone', { accountsFollowed: 2, accountsGone: 1 }],
  [
    'partial',
    'one of two accounts cannot be read',
    { accountsFollowed: 2, unreadableSince: ago(400) },
  ],
  ['history-limit', 'cTrader offers nothing older', { historyLimitUnread: true }],
  ['first-sync', 'history is on its way', { firstSyncFinished: false }],
  ['syncing', 'a check runs', { syncing: true }],
  ['late', 'no check for over three intervals', { lastSuccessAt: ago(901) }],
  ['healthy', 'nothing is wrong', {}],
]

describe('every state', () => {
  test.each(STATES)('%s: %s', (state, _, facts) => {
    expect(connectionState({ ...HEALTHY, ...facts })).toBe(state)
  })

  test('can be reached', () => {
    expect(new Set(STATES.map(([state]) => state))).toEqual(new Set(CONNECTION_STATES))
  })
})

describe('when several things are so at once', () => {
  /** Later ones give way to earlier ones. */
  const PRECEDENCE: [ConnectionState, Partial<ConnectionFacts>][] = [
    ['removed', { removedAt: ago(1) }],
    ['superseded', { supersededAt: ago(1) }],
    ['reconnect', { refusedAt: ago(1) }],
    ['not-approved', { notApprovedAt: ago(1) }],
    ['choose-accounts', { completedAt: null }],
    ['paused', { pausedAt: ago(1) }],
    ['worker-off', { workerAlive: false }],
    ['maintenance', { maintenanceUntil: later(60) }],
    ['provider-down', { ...FAILING, others: { total: 2, failing: 2 } }],
    ['account-gone', { accountsFollowed: 1, accountsGone: 1 }],
    ['throttled', { throttledUntil: later(5) }],
    ['failing', { ...FAILING, others: { total: 2, failing: 0 } }],
    ['expiring', EXPIRING],
    ['first-sync', { firstSyncFinished: false }],
    ['partial', { accountsFollowed: 2, unreadableSince: ago(400) }],
    ['syncing', { syncing: true }],
    ['late', { lastSuccessAt: ago(9_000) }],
    ['history-limit', { historyLimitUnread: true }],
  ]

  test('the one that matters most is shown', () => {
    PRECEDENCE.forEach(([state], index) => {
      const all = PRECEDENCE.slice(index).map(([, facts]) => facts)
      expect(connectionState(Object.assign({}, HEALTHY, ...all.reverse()))).toBe(state)
    })
  })

  test('a trip under way comes before what is broken: the trader is repairing it', () => {
    const away = { ...HEALTHY, refusedAt: ago(600), ...repair('succeeded') }
    expect(connectionState({ ...away, authorization: trip({}).authorization ?? null })).toBe(
      'authorising',
    )
  })
})

describe('a repair that came to nothing', () => {
  test.each<AuthorizationOutcome>([
    'declined',
    'state-mismatch',
    'code-expired',
    'trade-scope',
    'expired',
    'failed',
    'not-approved',
  ])('%s leaves the connection as it was', (outcome) => {
    expect(connectionState({ ...HEALTHY, ...repair(outcome) })).toBe('healthy')
    expect(connectionState({ ...HEALTHY, refusedAt: ago(600), ...repair(outcome) })).toBe(
      'reconnect',
    )
  })

  test('because somebody else signed in says so while the connection is broken', () => {
    const facts = { ...HEALTHY, ...repair('other-ctid') }
    expect(connectionState(facts)).toBe('healthy')
    expect(connectionState({ ...facts, refusedAt: ago(600) })).toBe('other-ctid')
    expect(connectionState({ ...facts, supersededAt: ago(600) })).toBe('other-ctid')
  })

  test('because the trader never came back leaves it as it was', () => {
    const authorization = { ...trip({}).authorization, expiresAt: ago(1) }
    expect(
      connectionState({
        ...HEALTHY,
        authorization: {
          ...HEALTHY.authorization,
          ...authorization,
        } as ConnectionFacts['authorization'],
      }),
    ).toBe('healthy')
  })
})

test('a link whose only account is kept as an archive is at rest', () => {
  const facts = { accountsListed: 0, accountsFollowed: 0, accountsArchived: 1 }
  expect(connectionState({ ...HEALTHY, ...facts })).toBe('healthy')
})

describe('the question to confirm access', () => {
  test.each<[string, Partial<ConnectionFacts>]>([
    ['is not asked before renewal has failed for a day', { renewalFailingSince: ago(DAY - 60) }],
    ['can be put off for a day', { confirmLaterAt: ago(DAY - 60) }],
    ['is over with the token: then a refusal speaks', { accessEndsAt: ago(1) }],
  ])('%s', (_, facts) => {
    expect(connectionState({ ...HEALTHY, ...EXPIRING, ...facts })).toBe('healthy')
  })
})

describe('a failure', () => {
  test('of one account that happened once is not shown yet', () => {
    const facts = { accountsFollowed: 2, unreadableSince: ago(60) }
    expect(connectionState({ ...HEALTHY, ...facts })).toBe('healthy')
  })

  test('that asks us to slow down is no silence', () => {
    const facts = { ...FAILING, failure: { since: ago(390), at: ago(10), class: 'rate-limited' } }
    expect(connectionState({ ...HEALTHY, ...facts } as ConnectionFacts)).toBe('healthy')
  })

  test('that happened once is not shown yet', () => {
    const failure = { since: ago(10), at: ago(10), class: 'retry-later' } as const
    expect(connectionState({ ...HEALTHY, lastSuccessAt: ago(400), failure })).toBe('healthy')
  })

  test('is over when what was announced has passed', () => {
    const over = { maintenanceUntil: ago(1), throttledUntil: NOW }
    expect(connectionState({ ...HEALTHY, ...over })).toBe('healthy')
  })
})
