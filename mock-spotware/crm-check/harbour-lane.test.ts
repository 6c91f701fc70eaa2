import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MockSpotware } from '@/mock-spotware/start'
import { startTestMock } from '@/mock-spotware/testing/start-test-mock'
import type { CrmCheckSettings } from './crm-under-test'
import { logInAtHarbourLane } from './examples/harbour-lane-login'
import { waiting } from './passing-time'
import { jsonOf, summaryOf, tableOf } from './report'
import { runChecks, type Verdict } from './run-checks'
import { tokenSource } from './token-source'

const PASSWORD = 'the-password-between-ctrader-and-this-crm'
const LONG_TERM_LIFE_SECONDS = 90 * 24 * 3_600

let mock: MockSpotware

beforeEach(async () => {
  mock = await startTestMock({ crmPassword: PASSWORD, issueInappToken: true })
})

afterEach(() => mock.close())

function logInAsEli(keepLoggedIn: boolean): Promise<string> {
  const { crmUrl } = mock
  const email = 'eli@harbourlane.example'
  return logInAtHarbourLane({ crmUrl, email, password: 'demo', keepLoggedIn })
}

/** Everything a checker can be given, so that nothing stays unchecked. */
function allInputs(): CrmCheckSettings {
  const tokens = (keepLoggedIn: boolean) => ({
    isEndless: true,
    next: () => logInAsEli(keepLoggedIn),
  })
  return {
    baseUrl: mock.crmUrl,
    password: PASSWORD,
    userId: mock.world.people.named('eli')?.ctid,
    timeoutSeconds: 30,
    plainTokens: tokens(false),
    keepTokens: tokens(true),
    time: {
      canSkip: true,
      pass: async (seconds) => mock.world.clock.advance(seconds * 1_000),
    },
    oneTimeTokenSeconds: 61,
    accessTokenSeconds: LONG_TERM_LIFE_SECONDS + 1,
  }
}

async function namesWith(verdict: Verdict, settings = allInputs(), isStrict = false) {
  const results = await runChecks(settings, isStrict)
  return results.filter((result) => result.verdict === verdict).map(({ name }) => name)
}

test('Harbour Lane keeps the whole contract, even strictly, and no secret is printed', async () => {
  const results = await runChecks(allInputs(), true)
  expect(results.filter(({ verdict }) => verdict !== 'passed')).toEqual([])
  const printed = tableOf(results) + jsonOf(results)
  expect(printed).not.toContain(PASSWORD)
  for (const { value } of mock.world.issued.all()) expect(printed).not.toContain(value)
})

test.each([
  ['anyPasswordAccepted', ['crmApiToken: wrong password']],
  [
    'apiTokenUnchecked',
    ['onetime/authorize', 'authorize', 'onetime/generate', 'logout'].flatMap((call) => [
      `${call}: wrong crmApiToken`,
      `${call}: missing crmApiToken`,
    ]),
  ],
  ['oneTimeTokenReusable', ['onetime/authorize: second use', 'onetime/authorize: 10 uses at once']],
  ['expiredTokenAccepted', ['onetime/authorize: expired code', 'authorize: expired accessToken']],
  ['accessTokenAlways', ['onetime/authorize: no accessToken without "keep me logged in"']],
  [
    'inappTokenUnchecked',
    ['onetime/generate: missing inappToken', 'onetime/generate: wrong inappToken'],
  ],
  ['logoutKeepsTokens', ['logout: the accessToken is dead afterwards']],
  [
    'wrongStatusForUnknown',
    [
      'onetime/authorize: second use',
      'onetime/authorize: 10 uses at once',
      'onetime/authorize: code that was never issued',
      'authorize: accessToken that was never issued',
      'onetime/generate: unknown userId',
      'logout: the accessToken is dead afterwards',
      'all answers: no server error',
    ],
  ],
] as const)('a CRM with the defect %s fails where it should', async (crmDefect, failing) => {
  mock.world.behaviour.crmDefect = crmDefect
  expect(await namesWith('failed')).toEqual(failing)
})

test('what the documents do not rule out is a warning, and a failure only when strict', async () => {
  mock.world.behaviour.crmDefect = 'nullForAbsent'
  const undocumentedKey = ['authorize: success', 'authorize: again with the same accessToken']
  const nullForAbsent = [
    'onetime/authorize: success',
    'onetime/authorize: no accessToken without "keep me logged in"',
  ]
  expect(await namesWith('failed')).toEqual(undocumentedKey)
  expect(await namesWith('warning')).toEqual(nullForAbsent)
  const all = [...nullForAbsent, ...undocumentedKey]
  expect(await namesWith('failed', allInputs(), true)).toEqual(all)
})

test('without an inappToken there is nothing to enforce, which is said and not counted', async () => {
  mock.world.behaviour.issueInappToken = false
  expect(await namesWith('not checked')).toEqual([
    'onetime/generate: missing inappToken',
    'onetime/generate: wrong inappToken',
  ])
})

test('with the password alone only what needs nobody signed in is checked', async () => {
  const { baseUrl, password, timeoutSeconds } = allInputs()
  const results = await runChecks({ baseUrl, password, timeoutSeconds })
  const { failed, notChecked, passed } = summaryOf(results)
  expect({ failed, warnings: summaryOf(results).warnings }).toEqual({ failed: 0, warnings: 0 })
  expect(passed).toBeGreaterThan(20)
  expect(notChecked).toBeGreaterThan(10)
  const byName = new Map(results.map((result) => [result.name, result]))
  expect(byName.get('onetime/authorize: success')).toMatchObject({
    verdict: 'not checked',
    got: 'needs a one-time token (--one-time-token)',
  })
  expect(byName.get('crmApiToken: lives for a week')?.verdict).toBe('not checked')
  expect(byName.get('onetime/authorize: wrong crmApiToken')?.verdict).toBe('passed')
})

test('a wrong password leaves nothing to check with, and that is a failure', async () => {
  const results = await runChecks({ ...allInputs(), password: 'another-password' })
  const success = results.find(({ name }) => name === 'crmApiToken: success')
  expect(success).toMatchObject({ verdict: 'failed', got: '403 CH_CLIENT_AUTH_FAILURE' })
  expect(results.find(({ name }) => name === 'authorize: success')).toMatchObject({
    verdict: 'not checked',
    got: 'no crmApiToken was given',
  })
})

test('another user than the expected one is a failure', async () => {
  expect(await namesWith('failed', { ...allInputs(), userId: 1 })).toEqual([
    'onetime/authorize: the expected user',
  ])
})

test('three tokens of each login, handed over beforehand, are enough for nearly everything', async () => {
  const handOver = async (keepLoggedIn: boolean) => {
    const logins = Array.from({ length: 3 }, () => logInAsEli(keepLoggedIn))
    const running = { option: 'unused', timeoutSeconds: 1 }
    return tokenSource(await Promise.all(logins), undefined, running)
  }
  const settings = {
    ...allInputs(),
    plainTokens: await handOver(false),
    keepTokens: await handOver(true),
  }
  const results = await runChecks(settings, true)
  expect(results.filter(({ verdict }) => verdict === 'failed')).toEqual([])
  const unchecked = results.filter(({ verdict }) => verdict === 'not checked')
  expect(unchecked.map(({ name }) => name)).toEqual([
    'authorize: a one-time token as accessToken',
    // theirs have expired by then
    'logout: by POST, as in the example',
    'authorize: expired accessToken',
  ])
})

test('without a clock to move, it waits for the one-time token to expire', async () => {
  const life = 4
  mock.world.behaviour.oneTimeTokenLifeSeconds = life
  const told: string[] = []
  const results = await runChecks({
    ...allInputs(),
    time: waiting((line) => told.push(line)),
    oneTimeTokenSeconds: life + 0.1,
    accessTokenSeconds: undefined,
  })
  const expired = results.find(({ name }) => name === 'onetime/authorize: expired code')
  expect(expired).toMatchObject({ verdict: 'passed', got: '410 CID_TOKEN_EXPIRED' })
  expect(told).toEqual(['waiting 4.1 s for a token to expire'])
})
