import { describe, expect, test } from 'vitest'
import { CONNECTION_COPY } from './connection-copy'
import { CONNECTION_STATES, type ConnectionState } from './connection-state'
import { connectionWords } from './connection-words'
import type { CandidateAccountView, SyncProgressView } from './views/connection'

type Subject = Parameters<typeof connectionWords>[0]

const AT = {
  waitsUntil: '2026-05-04T14:12:00.000Z',
  lastTryAt: '2026-05-04T14:02:00.000Z',
  nextCheckAt: '2026-05-04T14:10:00.000Z',
  accessEndsAt: '2026-06-01T08:00:00.000Z',
  tradesUpTo: '2026-05-04T13:40:00.000Z',
  paused: '2026-05-03T09:30:00.000Z',
  limit: '2023-01-05T07:15:00.000Z',
}
/** As a screen would say it, but recognisable. */
const say = (at: string) => `<${at.slice(8, 10)} at ${at.slice(11, 16)}>`

function account(name: string, facts: Partial<CandidateAccountView> = {}): CandidateAccountView {
  return {
    id: name,
    name,
    simulated: false,
    sample: false,
    source: 'ctrader',
    environment: 'demo',
    broker: 'Pepperwood',
    login: '5501',
    currency: 'EUR',
    accountType: 'hedged',
    connectionId: 'c',
    followed: true,
    joinsId: null,
    trades: 12,
    alreadyLinked: true,
    goneSince: null,
    archived: false,
    unreadable: null,
    historyLimitAt: null,
    deletedAt: null,
    ...facts,
  }
}

/** Nothing is known but the state. */
const BARE: Omit<Subject, 'state'> = {
  reason: null,
  platformName: 'cTrader',
  otherPlatforms: [],
  accounts: [],
  progress: [],
  tradesUpTo: null,
  waitsUntil: null,
  lastTryAt: null,
  nextCheckAt: null,
  accessEndsAt: null,
  paused: null,
}

/** Everything is known. */
const FULL: Omit<Subject, 'state'> = {
  ...BARE,
  reason: 'CH_ACCESS_TOKEN_INVALID',
  accounts: [
    account('Live 2101'),
    account('Demo 5501', { unreadable: 'RET_NO_SUCH_LOGIN' }),
    account('Demo 5502', { goneSince: AT.tradesUpTo }),
    account('Demo 5503', { historyLimitAt: AT.limit }),
  ],
  tradesUpTo: AT.tradesUpTo,
  waitsUntil: AT.waitsUntil,
  lastTryAt: AT.lastTryAt,
  nextCheckAt: AT.nextCheckAt,
  accessEndsAt: AT.accessEndsAt,
  paused: { at: AT.paused, by: 'user', reason: 'Holiday' },
}

function words(state: ConnectionState, facts: Partial<Subject> = {}) {
  return connectionWords({ ...FULL, state, ...facts }, say)
}

describe.each(CONNECTION_STATES)('the words for %s', (state) => {
  test.each([
    ['nothing', BARE],
    ['everything', FULL],
  ])('are whole when %s is known', (_, facts) => {
    for (const text of Object.values(connectionWords({ ...facts, state }, say))) {
      expect(text.trim()).not.toBe('')
      expect(text).not.toMatch(/undefined|null|NaN|\d{4}-\d\d-\d\dT|\[object|\s{2}|\.\.|, ?\./)
      expect(text).not.toContain('!')
    }
  })
})

test('without anything known they are the general ones', () => {
  const own: ConnectionState[] = ['no-accounts', 'reconnect', 'provider-down', 'failing']
  for (const state of CONNECTION_STATES.filter((each) => !own.includes(each))) {
    const { title, body } = CONNECTION_COPY[state]
    expect(connectionWords({ ...BARE, state }, say)).toEqual({ title, body })
  }
})

describe('times', () => {
  test.each<[ConnectionState, string[]]>([
    ['throttled', [AT.waitsUntil]],
    ['maintenance', [AT.waitsUntil]],
    ['provider-down', [AT.lastTryAt, AT.nextCheckAt]],
    ['failing', [AT.lastTryAt, AT.nextCheckAt]],
    ['expiring', [AT.accessEndsAt]],
    ['reconnect', [AT.tradesUpTo]],
    ['paused', [AT.paused]],
    ['history-limit', [AT.limit]],
  ])('of %s are said', (state, times) => {
    const { title, body } = words(state)
    for (const at of times) expect(`${title} ${body}`).toContain(say(at))
  })
})

test('a lost answer is explained, and that the trader did nothing wrong', () => {
  const { body } = words('reconnect', { reason: 'ANSWER_LOST' })
  expect(body).toContain('lost on its way to us')
  expect(body).toContain('nothing you did')
  expect(body).not.toContain('revoked')
  expect(words('reconnect').body).toContain('revoked')
})

test('a pause names who paused and why', () => {
  expect(words('paused')).toMatchObject({
    title: 'Paused by you',
    body: expect.stringContaining('“Holiday”'),
  })
  const paused = { at: AT.paused, by: 'support', reason: null } as const
  const bySupport = words('paused', { paused })
  expect(bySupport.title).toBe('Paused by support')
  expect(bySupport.body).not.toContain('Reason')
})

test('trouble with accounts is told by name, and those kept as an archive count no more', () => {
  const { title, body } = words('partial')
  expect(title).toBe('2 of 4 accounts are up to date')
  expect(body).toContain('“Demo 5501” could not be read: the broker has no such account any more')
  expect(body).toContain('“Demo 5502” is no longer listed by cTrader')
  const settled = FULL.accounts.map((each) => ({ ...each, archived: each.goneSince !== null }))
  expect(words('partial', { accounts: settled }).title).toBe('2 of 3 accounts are up to date')
  const odd = [account('Demo 5501', { unreadable: 'ODD_CODE' })]
  expect(words('partial', { accounts: odd })).toMatchObject({
    title: '0 of 1 account is up to date',
    body: expect.stringContaining('cTrader says ODD_CODE'),
  })
})

test('several accounts that are gone are told in one sentence', () => {
  const accounts = ['A', 'B', 'C'].map((name) => account(name, { goneSince: AT.tradesUpTo }))
  expect(words('account-gone', { accounts })).toMatchObject({
    title: 'Accounts no longer listed by cTrader',
    body: expect.stringContaining('“A”, “B” and “C” are no longer listed'),
  })
})

test('a link with nothing but an archive does not promise new trades', () => {
  const archived = account('Demo 5501', { goneSince: AT.tradesUpTo, archived: true })
  expect(words('healthy', { accounts: [archived] }).body).toContain('nothing new is expected')
  expect(words('healthy').body).toBe(CONNECTION_COPY.healthy.body)
})

test('the end of a first sync says what is still missing', () => {
  const progress: SyncProgressView = {
    accountId: 'a',
    accountName: 'Live 2101',
    month: '2026-05',
    fromMonth: '2023-01',
    toMonth: '2026-05',
    monthsDone: 40,
    monthsTotal: 41,
    trades: 900,
    settling: true,
    done: false,
  }
  expect(words('first-sync', { progress: [progress] }).title).toBe('Checking your balance')
  const reading = { ...progress, settling: false }
  expect(words('first-sync', { progress: [progress, reading] }).title).toBe(
    CONNECTION_COPY['first-sync'].title,
  )
})
