import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CONNECTION_STATES } from '@/lib/domain/connection-state'
import type { CaseKind } from './case'
import type { AccountFacts, CaseFacts } from './case-facts'
import { decide, endedTogether } from './decide'

const NOW = new Date('2026-06-01T12:00:00Z')
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000)

const ACCOUNT: AccountFacts = {
  name: 'Demo 5501',
  followed: true,
  archived: false,
  goneSince: null,
  unreadableCode: null,
  historyLimitAt: null,
  registeredAt: new Date('2020-03-01T00:00:00Z'),
  hasTrades: true,
  openPositions: 0,
  unmatchedRows: 0,
}

const HEALTHY: CaseFacts = {
  now: NOW,
  state: 'healthy',
  reason: null,
  refusedAt: null,
  refusals: { total: 10, lastHour: 0 },
  others: { total: 9, failing: 0 },
  authorization: 'succeeded',
  lastSuccessAt: minutesAgo(3),
  renewalFailingSince: null,
  waitsUntil: null,
  paused: null,
  accounts: [ACCOUNT],
  running: [],
  setAside: [],
}

const REFUSED: Partial<CaseFacts> = {
  state: 'reconnect',
  reason: 'CH_ACCESS_TOKEN_INVALID',
  refusedAt: minutesAgo(20),
}
const lost = { runId: 'r', accountName: 'Demo 5501', startedAt: minutesAgo(90), work: null }

type Row = [signs: string, facts: Partial<CaseFacts>, kind: CaseKind, cause: RegExp, step: RegExp]

/** The table of ux.md 7.4, row by row, with the ways in which a row comes about. */
const TABLE: Row[] = [
  [
    'grant invalid, one connection',
    { ...REFUSED, refusals: { total: 10, lastHour: 1 } },
    'grant-ended',
    /revoked, the password was changed, or it ran out/,
    /Send the reconnect link/,
  ],
  [
    'grant invalid, many at once',
    { ...REFUSED, refusals: { total: 10, lastHour: 4 } },
    'grants-ended-together',
    /our app’s approval or its secret/,
    /Open an incident .* send no reconnect link/,
  ],
  [
    'application refused',
    { state: 'not-approved', reason: 'CH_CLIENT_AUTH_FAILURE' },
    'app-refused',
    /does not accept our application/,
    /Open an incident/,
  ],
  [
    'time-outs over many',
    { state: 'provider-down', reason: 'TIMEOUT_ERROR', others: { total: 9, failing: 7 } },
    'provider-outage',
    /not answering, for others/,
    /^Wait/,
  ],
  [
    'good runs, zero trades, an account that is not followed',
    {
      accounts: [
        { ...ACCOUNT, hasTrades: false },
        { ...ACCOUNT, name: 'Live 77', followed: false, hasTrades: false },
      ],
    },
    'no-trades',
    /one that is not followed/,
    /follow Live 77/,
  ],
  [
    'good runs, zero trades, only open positions',
    { accounts: [{ ...ACCOUNT, hasTrades: false, openPositions: 2 }] },
    'no-trades',
    /only open positions/,
    /Tell the trader so/,
  ],
  [
    'good runs, zero trades, every account followed',
    { accounts: [{ ...ACCOUNT, hasTrades: false }] },
    'no-trades',
    /another cTrader ID or environment/,
    /Compare the account list/,
  ],
  [
    'older trades missing',
    {
      state: 'history-limit',
      accounts: [{ ...ACCOUNT, historyLimitAt: new Date('2023-01-05T00:00:00Z') }],
    },
    'history-limit',
    /no older trades/,
    /export guide .* Demo 5501 from 2020-03-01 to 2023-01-05/,
  ],
  [
    'one account fails',
    {
      state: 'partial',
      accounts: [ACCOUNT, { ...ACCOUNT, name: 'Demo 5502', unreadableCode: 'RET_NO_SUCH_LOGIN' }],
    },
    'account-fails',
    /Demo 5502 cannot be read/,
    /Keep as archive/,
  ],
  [
    'run in progress too long, no work carries it',
    { state: 'syncing', running: [lost] },
    'stuck-run',
    /no worker carries on/,
    /Check now/,
  ],
  [
    'run in progress too long, its work long due and its lease over',
    {
      state: 'first-sync',
      running: [{ ...lost, work: { dueAt: minutesAgo(60), leaseUntil: minutesAgo(59) } }],
    },
    'stuck-run',
    /no worker carries on/,
    /Check now/,
  ],
  [
    'work set aside after failing too often on our side',
    {
      state: 'late',
      running: [lost],
      setAside: [{ kind: 'account.sync', reason: 'INTERNAL', correlation: '1f2e3d4c' }],
    },
    'set-aside',
    /Our own software failed .* the trader and cTrader have no part/,
    /Tell the operator the reference/,
  ],
  [
    'duplicates reported',
    { accounts: [{ ...ACCOUNT, unmatchedRows: 2 }] },
    'duplicates',
    /a trade may stand twice/,
    /both ids on to engineering/,
  ],
]

/** The troubles of linking, and what keeps a link from being read. */
const MORE: Row[] = [
  [
    'declined',
    { state: 'declined', lastSuccessAt: null },
    'not-authorised',
    /did not allow/,
    /read-only/,
  ],
  [
    'failed',
    { state: 'authorisation-failed' },
    'not-authorised',
    /refused its own answer/,
    /try again/,
  ],
  [
    'other browser',
    { state: 'state-mismatch' },
    'not-authorised',
    /another browser/,
    /one browser/,
  ],
  [
    'no accounts',
    { state: 'no-accounts', accounts: [] },
    'no-accounts',
    /no trading account/,
    /tick accounts/,
  ],
  ['superseded', { state: 'superseded' }, 'superseded', /Another Tallybook user/, /which journal/],
  [
    'paused',
    { state: 'paused', paused: { by: 'support', reason: 'moving' } },
    'paused',
    /paused by support/,
    /end the pause/,
  ],
  ['worker off', { state: 'worker-off' }, 'worker-off', /worker is not running/, /operator/],
  [
    'failing alone',
    { state: 'failing', reason: 'UNREACHABLE' },
    'link-failing',
    /alone/,
    /Check now/,
  ],
  ['late', { state: 'late' }, 'late', /behind schedule/, /Check now/],
  ['fine', {}, 'nothing-wrong', /nothing stored explains/, /which trade is missing/],
]

describe('the decision help', () => {
  test.each([...TABLE, ...MORE])('%s', (_, facts, kind, cause, step) => {
    const [first] = decide({ ...HEALTHY, ...facts })
    expect(first).toMatchObject({ kind })
    expect(first.cause).toMatch(cause)
    expect(first.step).toMatch(step)
  })

  test('a run that is carried on is not lost, however long it takes', () => {
    const work = { dueAt: minutesAgo(80), leaseUntil: new Date(NOW.getTime() + 20_000) }
    const [first] = decide({ ...HEALTHY, state: 'syncing', running: [{ ...lost, work }] })
    expect(first.kind).toBe('nothing-wrong')
  })

  test('says what else explains something, after what is broken', () => {
    const accounts = [
      { ...ACCOUNT, unreadableCode: 'CHANNEL_IS_BLOCKED' },
      { ...ACCOUNT, historyLimitAt: NOW, unmatchedRows: 1 },
    ]
    const cases = decide({ ...HEALTHY, state: 'partial', accounts, running: [lost] })
    expect(cases.map(({ kind }) => kind)).toEqual([
      'account-fails',
      'stuck-run',
      'history-limit',
      'duplicates',
    ])
  })
})

const instant = fc.date({ min: minutesAgo(10_000), max: minutesAgo(-10_000), noInvalidDate: true })
const maybe = fc.option(instant, { nil: null })
const count = fc.integer({ min: 0, max: 50 })
const anyFacts: fc.Arbitrary<CaseFacts> = fc.record({
  now: fc.constant(NOW),
  state: fc.constantFrom(...CONNECTION_STATES),
  reason: fc.option(fc.constantFrom('TIMEOUT_ERROR', 'ANSWER_LOST', 'PLATFORM_NOT_CONFIGURED'), {
    nil: null,
  }),
  refusedAt: maybe,
  refusals: fc.record({ total: count, lastHour: count }),
  others: fc.record({ total: count, failing: count }),
  authorization: fc.constantFrom(null, 'succeeded', 'declined', 'other-ctid'),
  lastSuccessAt: maybe,
  renewalFailingSince: maybe,
  waitsUntil: maybe,
  paused: fc.option(
    fc.record({ by: fc.constantFrom('user', 'support'), reason: fc.constant(null) }),
    { nil: null },
  ),
  accounts: fc.array(
    fc.record({
      name: fc.constantFrom('Demo 1', 'Live 2'),
      followed: fc.boolean(),
      archived: fc.boolean(),
      goneSince: maybe,
      unreadableCode: fc.option(fc.constant('RET_NO_SUCH_LOGIN'), { nil: null }),
      historyLimitAt: maybe,
      registeredAt: maybe,
      hasTrades: fc.boolean(),
      openPositions: count,
      unmatchedRows: count,
    }),
    { maxLength: 4 },
  ),
  running: fc.array(
    fc.record({
      runId: fc.uuid(),
      accountName: fc.constantFrom(null, 'Demo 1'),
      startedAt: instant,
      work: fc.option(fc.record({ dueAt: instant, leaseUntil: maybe }), { nil: null }),
    }),
    { maxLength: 3 },
  ),
  setAside: fc.array(
    fc.record({
      kind: fc.constantFrom('account.sync', 'connection.check'),
      reason: fc.constantFrom(null, 'INTERNAL'),
      correlation: fc.constantFrom(null, '1f2e3d4c'),
    }),
    { maxLength: 2 },
  ),
})

describe('whatever is stored', () => {
  test('there is a cause, a step and a reason, each a whole sentence, and no case twice', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const cases = decide(facts)
        for (const { cause, step, because } of cases)
          for (const sentence of [cause, step, because]) expect(sentence).toMatch(/^\S.*\.$/)
        expect(new Set(cases.map(({ kind }) => kind)).size).toBe(cases.length)
        expect(JSON.stringify(cases)).not.toMatch(/undefined|null (is|cannot)|Invalid Date/)
      }),
    )
  })

  test('no reconnect link is advised while the trouble is ours or cTrader’s', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const [first] = decide(facts)
        const isOurs = ['not-approved', 'provider-down', 'maintenance', 'worker-off', 'throttled']
        if (isOurs.includes(facts.state) || (facts.state === 'reconnect' && endedTogether(facts)))
          expect(first.action).toBeNull()
      }),
    )
  })

  test('a break of the link is never hidden behind what only explains', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const explains = ['no-trades', 'history-limit', 'duplicates', 'nothing-wrong']
        const works = ['first-sync', 'syncing', 'history-limit', 'healthy']
        if (!works.includes(facts.state)) expect(explains).not.toContain(decide(facts)[0].kind)
      }),
    )
  })
})
