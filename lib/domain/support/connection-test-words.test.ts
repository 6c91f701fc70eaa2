import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TEST_STEPS, type TestStepResult } from './connection-test'
import { testConclusion, testStepFinding } from './connection-test-words'

const made = (count: number): TestStepResult[] =>
  TEST_STEPS.slice(0, count).map((step) => ({
    step,
    outcome: 'passed',
    tookMs: 5,
    code: null,
    failed: [],
    accounts: ['accounts', 'open', 'deals'].includes(step) ? 2 : null,
  }))

const failing = (count: number, change: Partial<TestStepResult>) =>
  made(count).map((each, index) =>
    index === count - 1 ? { ...each, outcome: 'failed' as const, ...change } : each,
  )

describe('what a test comes to', () => {
  test.each([
    [failing(1, { code: 'UNREACHABLE' }), 'cTrader does not answer'],
    [failing(2, { code: 'CH_CLIENT_AUTH_FAILURE' }), 'cTrader does not accept Tallybook just now'],
    [failing(3, { code: 'ACCESS_DENIED' }), 'cTrader does not take the access of this connection'],
    [failing(3, { code: 'REQUEST_FREQUENCY_EXCEEDED' }), 'The access could not be tried just now'],
    [failing(3, { code: 'CONNECTION_LOST' }), 'cTrader does not answer'],
    [failing(4, { code: 'NO_ACCOUNTS' }), 'cTrader lists no account for this access'],
    [
      failing(5, { code: 'X', failed: [{ accountId: 'a', code: 'RET_ACCOUNT_DISABLED' }] }),
      '1 of 2 accounts could not be opened',
    ],
    [
      failing(6, { code: 'X', accounts: 1, failed: [{ accountId: 'a', code: 'X' }] }),
      'Deals of the account could not be read',
    ],
    [made(6), 'Everything works'],
    [made(4), 'What could be tried works'],
    [[], 'The test was called off'],
  ])('%#: %s', (steps, title) => {
    expect(testConclusion(steps).title).toBe(title)
  })

  test('names the first step that failed, whatever followed', () => {
    const at = fc.integer({ min: 1, max: TEST_STEPS.length })
    fc.assert(
      fc.property(at, at, (one, other) => {
        const [first, later] = [Math.min(one, other), Math.max(one, other)]
        const steps = [
          ...failing(first, { code: 'X' }),
          ...failing(later, { code: 'Y' }).slice(first),
        ]
        expect(testConclusion(steps)).toEqual(testConclusion(failing(first, { code: 'X' })))
      }),
    )
  })

  test('says how many accounts a step went well for', () => {
    expect(made(6).map(testStepFinding)).toEqual([
      ...[null, null, null],
      ...['2 accounts listed', '2 accounts', '2 accounts'],
    ])
    const failed = [{ accountId: 'a', code: 'X' }]
    expect(failing(5, { failed }).map(testStepFinding).at(-1)).toBe('1 of 2 accounts')
  })
})
